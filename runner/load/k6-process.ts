import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { redactText } from '../../core/redact.ts';
import { messageOf } from '../message-of.ts';
import { exitMeaning, type ExitMeaning } from './exit-codes.ts';

/** How a k6 process ended. */
export type K6End =
  | ({ readonly kind: 'exited'; readonly exitCode: number } & ExitMeaning)
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals; readonly sentence: string }
  | { readonly kind: 'not-started'; readonly sentence: string };

export interface K6Result {
  readonly end: K6End;
  /** Whether it was we who asked it to stop. */
  readonly wasStopped: boolean;
  /** The last of what it said on standard error, without what looks like a secret. */
  readonly lastWords: string;
}

export interface K6Process {
  readonly program: string;
  readonly args: readonly string[];
  /** All the environment that it has. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** What of its environment must not be in what it said. */
  readonly secrets?: readonly string[];
  /** Takes the text of standard output, cut anywhere. While it works nothing more is read, and k6 keeps what it has to say. */
  readonly read: (text: string) => void | Promise<void>;
  /** Is told the id of the process; what it returns is called when that has ended. */
  readonly began?: (pid: number) => () => void;
  /** Asks k6 to stop: it ends what it does and tells what it has. */
  readonly signal?: AbortSignal;
  /** How long it may take to stop before it is told again, and then killed. */
  readonly graceMs?: number;
}

const GRACE_MS = 10_000;
const KEPT_CHARACTERS = 8_000;

/**
 * Runs k6 to its end. It stops when this process dies: what it writes then has no reader, which ends a program of Go
 * (https://pkg.go.dev/os/signal#hdr-SIGPIPE), and it writes each second. When this process hangs, a
 * watchdog that is told of it (`began`) ends it.
 */
export async function runK6(k6: K6Process): Promise<K6Result> {
  const child = spawn(k6.program, k6.args, {
    cwd: k6.folder,
    env: { ...k6.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal is for us: k6 would take it for the first of two, and ours for the second.
    detached: true,
  });
  const closed = new Promise<K6End>((resolve) => {
    child.once('error', (error) => {
      resolve({ kind: 'not-started', sentence: `k6 cannot be started: ${error.message}.` });
    });
    child.once('close', (code, signal) => {
      resolve(endOf(code, signal));
    });
  });

  const ended = child.pid === undefined ? undefined : k6.began?.(child.pid);
  if (ended !== undefined) child.once('exit', ended);

  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    // Before it is cut: a part of a secret would not be found.
    lastWords = withoutSecrets(lastWords + text, k6.secrets ?? []).slice(-KEPT_CHARACTERS);
  });

  const stopping = stopOnAbort(k6, (signal) => child.kill(signal));
  try {
    // Reading goes on when the next piece is asked for: that is the back-pressure.
    for await (const text of child.stdout.setEncoding('utf8')) await k6.read(text as string);
  } catch (error) {
    // Without a reader it may not go on sending.
    child.kill('SIGKILL');
    await closed;
    throw new Error(`What k6 says cannot be read: ${messageOf(error)}`, { cause: error });
  } finally {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      await once(child, 'close').catch(() => undefined);
    }
    stopping.done();
  }
  return {
    end: await closed,
    wasStopped: stopping.began(),
    lastWords: redactText(lastWords).trim(),
  };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((kept, secret) => kept.replaceAll(secret, '[redacted]'), text);
}

function endOf(code: number | null, signal: NodeJS.Signals | null): K6End {
  if (code !== null) return { kind: 'exited', exitCode: code, ...exitMeaning(code) };
  const name = signal ?? 'SIGKILL';
  return { kind: 'killed', signal: name, sentence: `k6 was killed by ${name}.` };
}

/** One interrupt for an orderly end, a second for an immediate one, and then no more asking. */
function stopOnAbort(
  { signal, graceMs = GRACE_MS }: Pick<K6Process, 'signal' | 'graceMs'>,
  kill: (signal: NodeJS.Signals) => void,
): { began(): boolean; done(): void } {
  let timer: NodeJS.Timeout | undefined;
  let began = false;
  const steps: NodeJS.Signals[] = ['SIGINT', 'SIGINT', 'SIGKILL'];
  const next = () => {
    const step = steps.shift();
    if (step === undefined) return;
    kill(step);
    timer = setTimeout(next, graceMs);
  };
  const onAbort = () => {
    began = true;
    next();
  };
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return {
    began: () => began,
    done: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
