import type { GivenLoadTest } from '../core/load-test.ts';
import type { Suite } from '../core/suite.ts';
import { LOAD_KINDS, MESSAGING, USUAL_KINDS, type LoadKind } from '../load/plan/phases.ts';
import { UsageError } from '../runner/errors.ts';
import { confirmTarget } from '../runner/load/confirm-target.ts';
import { givenLoadTest } from '../runner/load/given-load-test.ts';
import { locateK6 } from '../runner/load/k6-binary.ts';
import { LOAD_RUNS } from '../runner/load/load-folder.ts';
import { awsTransport } from '../runner/load/messages/transport.ts';
import { openWatch } from '../runner/load/watch/open-watch.ts';
import { testLoad } from '../runner/load/test-load.ts';
import type { LoadedSpec } from '../runner/spec-file.ts';
import { showComparison } from './comparison-progress.ts';
import { loadProgressText } from './load-progress-text.ts';

export interface LoadFlags {
  readonly spec: string;
  readonly env?: string;
  readonly load?: boolean;
  readonly scenario?: readonly LoadKind[];
  readonly k6?: string;
  readonly confirm?: string;
  readonly loadTest?: string;
  /** In milliseconds. */
  readonly metricWait?: number;
  readonly endpoint?: string;
}

/**
 * The load test that a run judges: one that is sent first, one that was kept, or none.
 * @throws {UsageError} when the suite judges none, when it is not said which one, or when it cannot be sent or read.
 */
export async function loadTestFor(
  suite: Suite,
  spec: LoadedSpec,
  flags: LoadFlags,
  signal: AbortSignal,
): Promise<GivenLoadTest | null> {
  mustFit(suite, flags);
  if (flags.loadTest !== undefined) return givenLoadTest(flags.loadTest, spec);
  return flags.load === true ? givenLoadTest(await sendLoad(spec, flags, signal), spec) : null;
}

/** Sends the load, and says where it is kept. */
async function sendLoad(
  spec: LoadedSpec,
  { spec: specFile, env, scenario, confirm, ...flags }: LoadFlags,
  signal: AbortSignal,
): Promise<string> {
  confirmTarget(spec.document.spec, confirm ?? null);
  const named = new Set<LoadKind>(scenario ?? USUAL_KINDS);
  const kinds = LOAD_KINDS.filter((kind) => named.has(kind));
  const k6 = kinds.some((kind) => kind !== MESSAGING)
    ? await locateK6(flags.k6 ?? null, process.env)
    : null;
  const progress = showComparison(process.stderr, loadProgressText);
  const watch = await openWatch({
    spec: spec.document.spec,
    mode: 'always',
    kinds,
    endpoint: flags.endpoint ?? null,
    signal,
    onNote: progress.events.onNote,
    ...(flags.metricWait === undefined ? {} : { metricWaitMs: flags.metricWait }),
  });
  try {
    const { folder } = await testLoad({
      spec,
      specFile,
      environment: env ?? null,
      kinds,
      seed: 1,
      share: { kind: 'whole', processes: 1 },
      k6,
      openTransport: (plan) => awsTransport(plan, flags.endpoint ?? null),
      store: LOAD_RUNS,
      signal,
      watch,
      ...progress.events,
    });
    progress.events.onNote(`The load test is kept in ${folder}.`);
    return folder;
  } finally {
    watch?.close();
    progress.done();
  }
}

function mustFit(
  suite: Suite,
  { load, scenario, k6, confirm, metricWait, loadTest }: LoadFlags,
): void {
  if (load === true && loadTest !== undefined) {
    throw new UsageError('Give --load to send the load, or --load-test for one that was kept.');
  }
  const how = [scenario, k6, confirm, metricWait];
  if (load !== true && how.some((flag) => flag !== undefined)) {
    throw new UsageError(
      '--scenario, --k6, --confirm and --metric-wait say how the load is sent: give --load too.',
    );
  }
  const judges = suite.checks.some((check) =>
    Object.values(check.needs).some(({ readsLoadTest }) => readsLoadTest === true),
  );
  if (!judges && (load === true || loadTest !== undefined)) {
    throw new UsageError(`The suite ${suite.id} judges no load test; cutover does.`);
  }
}
