import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { unseenOf } from '../../core/snapshot.ts';
import { listenForInterrupts } from '../../runner/interrupt.ts';
import { RUN_DEFAULTS, runOnce } from '../../runner/run.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';
import { writeWhole } from '../../runner/write-whole.ts';
import { showProgress } from '../progress.ts';
import { terminalStyle } from '../terminal.ts';

export interface CollectFlags {
  readonly spec: string;
  readonly env?: string;
  readonly snapshot: string;
  readonly timeout?: number;
  readonly endpoint?: string;
}

/** Exit code 0 when everything that was asked was answered, 3 when something was not seen. */
export async function collectCommand(suiteId: string, flags: CollectFlags): Promise<number> {
  const suite = await loadSuite(suiteId);
  const spec = await loadSpec(flags.spec, flags.env ?? null);
  const progress = showProgress(process.stderr, terminalStyle(process.stderr).ascii);
  const interrupts = listenForInterrupts();
  const { snapshot } = await runOnce({
    ...RUN_DEFAULTS,
    suite,
    spec,
    endpoint: flags.endpoint ?? null,
    region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? null,
    exclude: () => null,
    failOn: null,
    timeoutMs: flags.timeout ?? RUN_DEFAULTS.timeoutMs,
    signal: interrupts.signal,
    events: progress.events,
  });
  progress.done();
  interrupts.stop();
  const text = JSON.stringify(snapshot);
  await writeWhole(
    flags.snapshot,
    flags.snapshot.endsWith('.gz') ? await promisify(gzip)(text) : text,
  );
  const unseen = unseenOf(snapshot);
  process.stdout.write(
    `${flags.snapshot}: ${snapshot.calls.length} calls, ${unseen} items not seen${snapshot.stopped === null ? '' : `. ${snapshot.stopped}`}\n`,
  );
  return interrupts.interruption() ?? (unseen > 0 || snapshot.stopped !== null ? 3 : 0);
}
