// A spec of one workload, and load tests of it from a simulated queue, for the tables of the load checks.
import type { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import { parseSpec } from '../../../core/spec/document.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../../core/spec/testing/whole-spec.ts';
import { simulatedSearch } from '../../../load/judge/breakpoint/testing/simulated-search.ts';
import { judgeLoad } from '../../../load/judge/load-run.ts';
import type { RanScenario } from '../../../load/judge/ran-scenario.ts';
import { directFold, ranWith } from '../../../load/judge/testing/direct-fold.ts';
import {
  reportedOf,
  sentAt,
  withPoints,
  withService,
} from '../../../load/judge/testing/reported-deployment.ts';
import { planOf, simulate, type Simulated } from '../../../load/judge/testing/simulated-load.ts';
import { sentSizes } from '../../../load/judge/sent-size.ts';
import type { LoadTest } from '../../../load/kept/load-test.ts';
import { storeScenario } from '../../../load/kept/scenario.ts';
import { secondsOf } from '../../../load/plan/scenario-plan.ts';
import { declaredWorkloads, type WorkloadSubject } from '../subjects.ts';

/** Four slots of 50 ms: what arrives above 80 a second is too much for them. */
const LIGHT_RATE = 20;

const LOAD = `load:
  target: { origin: "http://127.0.0.1:9", environment: test, timeoutMs: 10000 }
  limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }
  workloads:
    api: { service: main/api, requestsPerSecond: RATE, slo: { p95Ms: OBJECTIVE, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }
`;

function textOf(requestsPerSecond: number, p95Ms: number): string {
  const load = LOAD.replace('RATE', String(requestsPerSecond)).replace('OBJECTIVE', String(p95Ms));
  return WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, load);
}

/** The spec that {@link loadTest} is of, as it stands in a file. */
export const SPEC_TEXT = textOf(LIGHT_RATE, 200);

function loadedSpec(requestsPerSecond = LIGHT_RATE, p95Ms = 200): Spec {
  const text = textOf(requestsPerSecond, p95Ms);
  const parsed = parseSpec({ file: 'spec.yaml', text }, null);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

export function workloadSubject(requestsPerSecond = LIGHT_RATE, p95Ms = 200): WorkloadSubject {
  const [subject] = declaredWorkloads(loadedSpec(requestsPerSecond, p95Ms));
  if (subject === undefined) throw new Error('The spec has no workload.');
  return subject;
}

/** A ramp of one level at a rate, as four servers carry it; `change` is made to what they told. */
export function loadTest(
  requestsPerSecond = LIGHT_RATE,
  {
    change = (simulated) => simulated,
    steadySeconds = 400,
    ...facts
  }: Partial<LoadTest> & {
    readonly change?: (simulated: Simulated) => Simulated;
    readonly steadySeconds?: number;
  } = {},
): LoadTest {
  const scenarios = { ramp: { loadRatios: [1], warmUpSeconds: 20, steadySeconds } };
  const plan = planOf('ramp', requestsPerSecond, { scenarios });
  const ran = ranWith('ramp', plan, directFold(change(simulate(plan))));
  const { load } = judgeLoad(loadedSpec(requestsPerSecond), [ran], null);
  return testOf([ran], sentSizes(loadedSpec(requestsPerSecond), load.sizing), facts);
}

/**
 * The same at the light rate, while AWS was watched: so many tasks ran, of which the load balancer counted what was sent, unless
 * `change` is made to what was reported.
 */
export function watchedTest(
  tasks: number,
  change: (record: DeploymentRecord) => DeploymentRecord = (record) => record,
): LoadTest {
  const scenarios = { ramp: { loadRatios: [1], warmUpSeconds: 20, steadySeconds: 400 } };
  const plan = planOf('ramp', LIGHT_RATE, { scenarios });
  const seconds = Math.max(...plan.scenarios.map(secondsOf));
  const ran = sentAt(
    ranWith('ramp', plan, directFold(simulate(plan))),
    '2026-11-29T07:00:00.000Z',
    seconds,
  );
  const { load } = judgeLoad(loadedSpec(), [ran], null);
  const deployment = change(reportedOf(ran, { tasks }));
  return testOf([ran], sentSizes(loadedSpec(), load.sizing), { deployment });
}

/** A watched test of which the load balancer counted a tenth of the requests, as when a CDN answers the others. */
export function cachedTest(): LoadTest {
  return watchedTest(2, (record) =>
    withService(record, ({ requests }) => ({
      requests:
        requests === null
          ? null
          : withPoints(requests, (points) =>
              points.map(({ at, value }) => ({ at, value: Math.round(value / 10) })),
            ),
    })),
  );
}

/** A search for the breaking point that begins at a rate of which no more is answered, from a spec that lets it. */
export function searchTest(requestsPerSecond: number): LoadTest {
  const spec = loadedSpec(requestsPerSecond);
  const scenarios = { breakpoint: { widthRatio: 0.15, warmUpSeconds: 20, steadySeconds: 400 } };
  const limits = {
    requestsPerSecond: 999,
    requests: 9_999_999,
    minutes: 999,
    virtualUsers: 99_999,
  };
  const ran = simulatedSearch(
    { ...spec, load: { ...spec.load, scenarios, limits } },
    ({ requests, droppedAtMs }, level) => ({
      requests: requests.map((request) =>
        level === 0 || request.phase === 'quiet'
          ? request
          : { ...request, latencyMs: 1, outcome: 'server-error' },
      ),
      droppedAtMs,
    }),
  );
  const { load } = judgeLoad(spec, ran, null);
  return testOf(ran, sentSizes(spec, load.sizing), {});
}

function testOf(
  ran: readonly RanScenario[],
  sizes: LoadTest['sizes'],
  facts: Partial<LoadTest>,
): LoadTest {
  return {
    formatVersion: 1,
    id: '01TEST',
    k6: '1.8.1',
    origin: ran[0]?.plan.origin ?? '',
    stop: null,
    sizes,
    messages: null,
    scenarios: ran.map(storeScenario),
    deployment: null,
    ...facts,
  };
}
