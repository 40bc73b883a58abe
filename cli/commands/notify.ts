import { forTerminal } from '../../reports/sanitize.ts';
import { notify } from '../../runner/notify/notify.ts';
import { RUNS } from '../../runner/run-folder.ts';
import { terminalStyle } from '../terminal.ts';

export interface NotifyFlags {
  readonly run?: string;
  readonly store?: string;
  readonly missedAfter?: number;
  readonly suite?: string;
  readonly webhookEnv?: string;
  readonly sns?: string;
  readonly eventBus?: string;
  readonly link?: string;
  readonly endpoint?: string;
}

const EXIT_NOT_DELIVERED = 1;

export async function notifyCommand(flags: NotifyFlags): Promise<number> {
  const { title, delivered, told, failed } = await notify({
    store: flags.store ?? RUNS,
    run: flags.run ?? null,
    missedAfterMs: flags.missedAfter ?? null,
    suite: flags.suite ?? null,
    webhookEnv: flags.webhookEnv ?? null,
    sns: flags.sns ?? null,
    eventBus: flags.eventBus ?? null,
    link: flags.link ?? null,
    endpoint: flags.endpoint ?? null,
    environment: process.env,
    nowMs: Date.now(),
  });
  const { ascii } = terminalStyle(process.stdout);
  const show = (stream: NodeJS.WriteStream, line: string) =>
    stream.write(`${forTerminal(line, ascii)}\n`);
  if (title === null) show(process.stdout, 'there is nothing to tell');
  for (const target of delivered) show(process.stdout, `told ${target}: ${title ?? ''}`);
  for (const target of told) show(process.stdout, `told ${target} of it before`);
  for (const { target, reason } of failed) {
    show(process.stderr, `could not tell ${target}: ${reason}`);
  }
  return failed.length === 0 ? 0 : EXIT_NOT_DELIVERED;
}
