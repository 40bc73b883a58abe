import { loadExitCode } from '../../core/load/load-document.ts';
import { LOAD_KINDS, MESSAGING, USUAL_KINDS, type LoadKind } from '../../load/plan/phases.ts';
import { renderLoad } from '../../reports/load-terminal.ts';
import { forJson } from '../../reports/sanitize.ts';
import type { Segment } from '../../load/plan/segment.ts';
import { UsageError } from '../../runner/errors.ts';
import { listenForInterrupts } from '../../runner/interrupt.ts';
import { confirmTarget } from '../../runner/load/confirm-target.ts';
import { locateK6 } from '../../runner/load/k6-binary.ts';
import { LOAD_RUNS } from '../../runner/load/load-folder.ts';
import type { LoadShare } from '../../runner/load/run-load.ts';
import { testLoad } from '../../runner/load/test-load.ts';
import { unsentMessages } from '../../runner/load/unsent-messages.ts';
import { awsTransport } from '../../runner/load/messages/transport.ts';
import { openWatch } from '../../runner/load/watch/open-watch.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { showComparison } from '../comparison-progress.ts';
import { loadProgressText } from '../load-progress-text.ts';
import { print } from '../print.ts';
import { terminalStyle } from '../terminal.ts';

export interface LoadRunFlags {
  readonly spec: string;
  readonly env?: string;
  readonly scenario?: readonly LoadKind[];
  readonly seed: number;
  readonly processes?: number;
  readonly segment?: Segment;
  /** In milliseconds since 1970. */
  readonly startAt?: number;
  readonly k6?: string;
  readonly store?: string;
  readonly confirm?: string;
  /** Left out: when it can be. */
  readonly watch?: boolean;
  readonly endpoint?: string;
  readonly metricWait?: number;
  readonly json?: boolean;
}

/** Sends the declared load and says whether the declared sizes carry it. */
export async function loadRunCommand(flags: LoadRunFlags): Promise<number> {
  const spec = await loadSpec(flags.spec, flags.env ?? null);
  confirmTarget(spec.document.spec, flags.confirm ?? null);
  const share = shareOf(flags);
  const named = new Set<LoadKind>(flags.scenario ?? USUAL_KINDS);
  const kinds = LOAD_KINDS.filter((kind) => named.has(kind));
  const k6 = kinds.some((kind) => kind !== MESSAGING)
    ? await locateK6(flags.k6 ?? null, process.env)
    : null;
  const progress = showComparison(process.stderr, loadProgressText);
  const unsent = unsentMessages(spec.document.spec, kinds);
  if (unsent !== null) progress.events.onNote(unsent);
  const interrupts = listenForInterrupts();
  const watch = await openWatch({
    spec: spec.document.spec,
    mode:
      flags.watch === undefined
        ? kinds.includes(MESSAGING)
          ? 'always'
          : 'if-possible'
        : flags.watch
          ? 'always'
          : 'never',
    kinds,
    endpoint: flags.endpoint ?? null,
    signal: interrupts.signal,
    onNote: progress.events.onNote,
    ...(flags.metricWait === undefined ? {} : { metricWaitMs: flags.metricWait }),
  });
  try {
    const { document, folder } = await testLoad({
      spec,
      specFile: flags.spec,
      environment: flags.env ?? null,
      kinds,
      seed: flags.seed,
      share,
      k6,
      openTransport: (plan) => awsTransport(plan, flags.endpoint ?? null),
      store: flags.store ?? LOAD_RUNS,
      signal: interrupts.signal,
      watch,
      ...progress.events,
    });
    progress.done();
    const exitCode = interrupts.interruption() ?? loadExitCode(document);
    await print([
      flags.json === true
        ? forJson(`${JSON.stringify(document, null, 2)}\n`)
        : renderLoad(document, { ...terminalStyle(process.stdout), folder, exitCode }),
    ]);
    return exitCode;
  } finally {
    watch?.close();
    progress.done();
    interrupts.stop();
  }
}

/** @throws {UsageError} when the flags do not say what is sent from here, and when. */
function shareOf({ segment, startAt, scenario, processes }: LoadRunFlags): LoadShare {
  if (segment === undefined) {
    if (startAt === undefined) return { kind: 'whole', processes: processes ?? 1 };
    throw new UsageError('--start-at is for a --segment of a load; a whole one begins at once.');
  }
  if (startAt === undefined || scenario?.length !== 1 || processes !== undefined) {
    throw new UsageError(
      'A --segment is sent by one process, of one --scenario, and begins with the others: --start-at.',
    );
  }
  return { kind: 'segment', segment, startAtMs: startAt };
}
