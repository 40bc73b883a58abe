import { expect, test } from '@jest/globals';
import { LoadRun } from '../../core/load/load-run.ts';
import { parseSpec } from '../../core/spec/document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import type { PlannedKind } from '../plan/phases.ts';
import { judgeLoad } from './load-run.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, planOf, simulate, type SimulatedRequest } from './testing/simulated-load.ts';

/** The whole spec with a workload of four slots of 50 ms behind its service, whose objective is 200 ms. */
function specWith(requestsPerSecond: number, other = '', tasks = 'minTasks: 1, maxTasks: 1'): Spec {
  const overlay = [
    `clusters: { main: { services: { api: { scaling: { ${tasks}, policies: {} } } } } }`,
    `load: { target: { origin: http://127.0.0.1, environment: test, timeoutMs: 10000 }, limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }, workloads: { api: { service: main/api, requestsPerSecond: ${requestsPerSecond}, slo: { p95Ms: 200, errorRatio: 0.01 }, predicted: { serviceMs: 50, concurrencyPerTask: 4 }, requests: { work: { method: GET, path: /work } } }${other} } }`,
  ];
  const text = `environments:\n  test:\n${overlay.map((line) => `    ${line}\n`).join('')}${WHOLE_SPEC}`;
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

function withPeak(spec: Spec, peakRequestsPerSecond: number): Spec {
  const api = spec.load?.workloads?.['api'];
  if (api === undefined) throw new Error('The spec has no workload.');
  return { ...spec, load: { ...spec.load, workloads: { api: { ...api, peakRequestsPerSecond } } } };
}

function ramp(rate: number, loadRatios: number[], change: Partial<RanScenario> = {}): RanScenario {
  const plan = levelPlan(rate, { loadRatios, steadySeconds: 400 });
  return { ...ranWith('ramp', plan, directFold(simulate(plan))), ...change };
}

function other(
  kind: PlannedKind,
  rate: number,
  outcomeOf: () => SimulatedRequest['outcome'] = () => 'ok',
): RanScenario {
  const plan = planOf(kind, rate);
  return ranWith(kind, plan, directFold(simulate(plan, { outcomeOf })));
}

const sizeOf = (spec: Spec, ran: readonly RanScenario[]) => judgeLoad(spec, ran, null).load.sizing;

test('a staircase as the reports show it', () => {
  const later = { startedAt: '2026-11-29T07:10:00.000Z', endedAt: '2026-11-29T07:50:00.000Z' };
  const { load, judgements } = judgeLoad(
    specWith(40),
    [other('smoke', 40), ramp(40, [0.5, 1, 1.25, 2.25], later)],
    null,
  );
  expect(LoadRun.parse(load)).toEqual(load);
  expect(judgements.map(({ verdict, rule }) => [verdict, rule])).toEqual([
    ['INCONCLUSIVE', 'scope'],
    ['HOLDS', 'L1'],
  ]);
  expect(load).toMatchObject({
    startedAt: '2026-11-29T07:00:00.000Z',
    endedAt: '2026-11-29T07:50:00.000Z',
    stopped: null,
  });
  const [smoke, staircase] = load.scenarios;
  expect(smoke).toMatchObject({
    name: 'smoke api',
    window: null,
    windowReason: 'A smoke test sends too little to say more than whether requests are answered.',
    p95Ms: null,
    totals: { offered: 20, completed: 20, failed: 0, dropped: 0 },
    spectrum: [],
    levels: [],
    predicted: [],
  });
  // 600 s after the first, and after a level of 430 s, a rise and a warm-up of 30 s.
  expect(staircase).toMatchObject({
    name: 'ramp api',
    targetRequestsPerSecond: 40,
    window: { toSeconds: 600 + 430 + 30 + 400 },
    windowReason: null,
  });
  expect(
    staircase?.levels.map(({ requestsPerSecond, p95Ms }) => [requestsPerSecond, p95Ms !== null]),
  ).toEqual([
    [20, true],
    [40, true],
    [50, true],
    // More than the servers can do.
    [90, false],
  ]);
  expect(staircase?.predicted[1]?.pooledP95Ms).toBeCloseTo(157.49, 1);
  expect(staircase?.predicted[3]).toEqual({
    requestsPerSecond: 90,
    pooledP95Ms: null,
    splitP95Ms: null,
  });
  expect(load.sizing).toMatchObject([
    {
      resource: 'ecs main/api',
      verdict: 'INCONCLUSIVE',
      margin: null,
      declared: '1 task of 0.5 vCPU, 1 GiB',
      recommended: null,
      current: { cpuUnits: 512, memoryMiB: 1024, tasks: 1 },
    },
  ]);
  expect(load.sizing[0]?.reason).toMatch(
    /^In the ramp of api: At 40 requests a second the 95th percentile is /,
  );
});

test('of a load that was not the planned one, its traffic is shown and no percentile of it', () => {
  const stopped = ramp(40, [1], { stop: { by: 'caller', sentence: 'The run was interrupted.' } });
  const { load } = judgeLoad(specWith(40), [stopped], null);
  expect(load.stopped).toBe('The run was interrupted.');
  expect(load.scenarios[0]).toMatchObject({
    window: null,
    windowReason: 'The load was not the planned one. The run was interrupted.',
    p95Ms: null,
    spectrum: [],
    levels: [{ requestsPerSecond: 40, p95Ms: null }],
  });
  expect(load.scenarios[0]?.totals.offered).toBeGreaterThan(16_000);
  expect(load.sizing).toMatchObject([{ verdict: 'INVALID', margin: null }]);
});

test('what went well at less than the declared rate is no evidence for the size', () => {
  expect(sizeOf(specWith(40), [other('smoke', 40), other('baseline', 40)])).toMatchObject([
    { verdict: 'INCONCLUSIVE', margin: null },
  ]);
});

test('what went badly at less than the declared rate stands beside what holds', () => {
  const failing = other('baseline', 40, () => 'server-error');
  const [size] = sizeOf(specWith(40), [failing, ramp(40, [1])]);
  expect(size?.verdict).toBe('UNDERSIZED');
  expect(size?.reason).toMatch(/^In the baseline of api: \d+ of \d+ requests failed/);
});

test('a soak under which requests pile up leaves undecided what holds for minutes', () => {
  const plan = planOf('soak', 40, { scenarios: { soak: { steadySeconds: 600 } } });
  const { requests } = simulate(plan);
  const growing = requests.map((request) => ({
    ...request,
    latencyMs: request.latencyMs + request.intendedMs / 200,
  }));
  const soak = ranWith('soak', plan, directFold({ requests: growing, droppedAtMs: [] }));
  const [size] = sizeOf(specWith(40), [ramp(40, [1]), soak]);
  expect(size?.verdict).toBe('INCONCLUSIVE');
  expect(size?.reason).toMatch(/^In the soak of api: The requests in flight /);
});

test.each<[string, number, number[], string, RegExp]>([
  [
    'that no level reached',
    50,
    [1],
    'INCONCLUSIVE',
    /^In the ramp of api: No level of the staircase reaches the peak, 50 requests a second, so that it is not known to carry that\.$/,
  ],
  [
    'that a level held, where AWS was not watched',
    50,
    [1, 1.25],
    'INCONCLUSIVE',
    /^In the ramp of api: At 40 .*, within 1 %\. At the peak: At 50 requests a second the 95th percentile is .*, within 200 ms\. AWS was not watched, /,
  ],
  [
    'that a level did not hold, though it holds the rate',
    100,
    [1, 2.5],
    'UNDERSIZED',
    /^In the ramp of api: At the peak: Of 100 requests a second, \d+(\.\d+)? were answered\. /,
  ],
])('of a size that holds the rate, a peak %s', (_what, peak, ratios, verdict, reason) => {
  const [size] = sizeOf(withPeak(specWith(40), peak), [ramp(40, ratios)]);
  expect(size?.verdict).toBe(verdict);
  expect(size?.reason).toMatch(reason);
});

test('a soak at the rate says nothing of the peak', () => {
  const plan = planOf('soak', 40, { scenarios: { soak: { loadRatio: 1, steadySeconds: 600 } } });
  const soak = ranWith('soak', plan, directFold(simulate(plan)));
  const [size] = sizeOf(withPeak(specWith(40), 50), [soak]);
  expect(size?.verdict).toBe('INCONCLUSIVE');
  expect(size?.reason).toMatch(/ Nothing was sent at its peak, 50 requests a second\.$/);
});

test('where AWS was not watched no size holds, and what the generator saw of its workload does', () => {
  const { load, judgements } = judgeLoad(specWith(40), [ramp(40, [1])], null);
  expect(load.sizing).toMatchObject([{ verdict: 'INCONCLUSIVE', margin: null }]);
  expect(load.sizing[0]?.reason).toMatch(
    /, within 1 %\. AWS was not watched, or what it reported is not kept, so that the size which carried that is not known: send the load with credentials of the account, and with --watch\.$/,
  );
  expect(judgements).toMatchObject([{ verdict: 'HOLDS', rule: 'L1' }]);
});

test('a workload that was not sent leaves its service undecided', () => {
  const unsent =
    ', batch: { service: main/api, requestsPerSecond: 1, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }';
  expect(sizeOf(specWith(40, unsent), [ramp(40, [1])])).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      reason: 'Nothing was sent of the workload batch.',
      margin: null,
    },
  ]);
});

test.each([
  // Each task is predicted to take 58.8 a second.
  ['more tasks than may run', 100, 'minTasks: 1, maxTasks: 1', '2 tasks of 0.5 vCPU, 1 GiB'],
  ['no more than may run, which was seen to be too few', 100, 'minTasks: 1, maxTasks: 4', null],
])('a size that is too small, where the prediction is %s', (_what, rate, tasks, recommended) => {
  expect(sizeOf(specWith(rate, '', tasks), [ramp(rate, [1])])).toMatchObject([
    { verdict: 'UNDERSIZED', recommended },
  ]);
});

test('without a scenario there is nothing to judge', () => {
  expect(() => judgeLoad(specWith(40), [], null)).toThrow(new RangeError('No scenario was run.'));
});
