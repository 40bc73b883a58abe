import type { Finding } from '../../core/finding.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { GivenLoadTest } from '../../core/load-test.ts';
import type { Suite } from '../../core/suite.ts';
import { RUN_DEFAULTS, runOnce } from '../../runner/run.ts';
import type { LoadedSpec } from '../../runner/spec-file.ts';
import { overlayControl } from '../deploy/overlay-control.ts';
import { applyFault, healFaults } from '../faults/faults.ts';
import type { Fault } from '../faults/fault.ts';
import { LOAD_STATE, LoadDeviation } from '../simulated-load/deviation.ts';
import { simulatedLoadTest } from '../simulated-load/load-test.ts';
import { type Change, changes, type Detection, detect } from './compare.ts';

/** A deployed sandbox and the suite that looks at it. */
export interface Bench {
  readonly endpoint: string;
  /** Where the databases are. */
  readonly environment: NodeJS.ProcessEnv;
  readonly spec: LoadedSpec;
  readonly suite: Suite;
}

/** What one fault did to the suite. */
export interface FaultResult extends Detection {
  readonly fault: Fault;
  /** What is not as before after healing. */
  readonly left: readonly Change[];
}

/** Every finding of one run of the suite. */
export async function runSuite(bench: Bench): Promise<readonly Finding[]> {
  const { endpoint, environment, spec, suite } = bench;
  const { findings } = await runOnce({
    ...RUN_DEFAULTS,
    suite,
    spec,
    endpoint,
    environment,
    region: null,
    exclude: () => null,
    failOn: null,
    loadTest: await loadTestOf(bench),
    signal: new AbortController().signal,
    // Nobody else shares the rates of a sandbox, and it has none.
    rateShare: NO_RATE_LIMIT,
    events: {},
  });
  return findings;
}

/** The load test of the deployment as it is now: it begins with the next minute, after all that was deployed. Simulating takes longer than a run. */
async function loadTestOf({ endpoint, spec }: Bench): Promise<GivenLoadTest> {
  const { account } = spec.document.spec;
  const key = `${account.id}/${account.region}/${LOAD_STATE}`;
  const deviation = LoadDeviation.parse((await overlayControl(endpoint).readState(key)) ?? {});
  const loadedAt = new Date(Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS).toISOString();
  const id = `${loadedAt} ${JSON.stringify(deviation)}`;
  if (id !== simulated?.id) {
    simulated = { id, test: simulatedLoadTest(spec.document.spec, loadedAt, deviation) };
  }
  return simulated.test;
}

const MINUTE_MS = 60_000;
/** The last one alone: each takes megabytes, and the minute before does not come again. */
let simulated: { readonly id: string; readonly test: GivenLoadTest } | null = null;

const NO_RATE_LIMIT = 1_000;

/** Applies a fault, looks, heals it and looks again. */
export async function tryFault(
  bench: Bench,
  fault: Fault,
  unbroken: readonly Finding[],
): Promise<FaultResult> {
  const spec = specOf(bench);
  await applyFault(fault.id, bench.endpoint, spec);
  const broken = await runSuite(bench);
  await healFaults(bench.endpoint, spec);
  const healed = await runSuite(bench);
  return {
    fault,
    ...detect(unbroken, broken, fault.breaks, spec),
    left: changes(unbroken, healed),
  };
}

function specOf({ spec }: Bench): Spec {
  return spec.document.spec;
}
