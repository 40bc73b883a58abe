import type { Notification } from '../../reports/notification.ts';
import { slackMessage } from '../../reports/notification-text.ts';
import { UsageError } from '../errors.ts';

const TIMEOUT_MS = 10_000;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The address of a webhook from the environment. Whoever has it can write to the channel, so it is never part of a message,
 * an error or a file.
 * @throws {UsageError} when the variable holds none.
 */
export function webhookUrl(name: string, environment: NodeJS.ProcessEnv): URL {
  const text = environment[name] ?? '';
  if (text === '') {
    throw new UsageError(
      `the environment variable ${name} is not set; put the webhook's URL there and its name after --webhook-env`,
    );
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === 'https:' || isLocal(url))) {
    throw new UsageError(`the environment variable ${name} holds no https URL`);
  }
  return url;
}

/** @throws {Error} saying why it was not delivered, without the address. */
export async function postWebhook(url: URL, notification: Notification): Promise<void> {
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: slackMessage(notification),
      // Elsewhere the address, which is a secret, would be told to somebody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    status = answer.status;
    await answer.body?.cancel();
  } catch (error) {
    // eslint-disable-next-line preserve-caught-error -- the cause holds the address, which is a secret
    throw new Error(reasonOf(error));
  }
  if (status < 200 || status > 299) throw new Error(`The webhook answered with status ${status}.`);
}

/** By its code: the texts of these errors hold hosts, and some the whole address. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `The webhook did not answer within ${TIMEOUT_MS / 1000} s.`;
  }
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return `The webhook could not be reached${typeof code === 'string' ? `: ${code}` : ''}.`;
}

function isLocal({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK.has(hostname);
}
