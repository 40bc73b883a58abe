import { expect, test } from '@jest/globals';
import type { PlannedKind } from '../plan/phases.ts';
import type { ScenarioPlan } from '../plan/scenario-plan.ts';
import { judgeWorkload } from './judge-workload.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import type { Judgement } from './judgement.ts';
import { measurementsOf } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, planOf, simulate, workload, type Simulated } from './testing/simulated-load.ts';

function judged(ran: RanScenario, asked: JudgedWorkload): Judgement {
  const [measurement] = measurementsOf(ran, [asked]);
  if (measurement === undefined) throw new Error('The plan does not send the workload.');
  return judgeWorkload(measurement);
}

function judgedLevel(
  plan: ScenarioPlan,
  requestsPerSecond: number,
  simulated: Simulated = simulate(plan),
): Judgement {
  const arrivals = plan.scenarios[0]?.arrivals;
  return judged(
    ranWith('ramp', plan, directFold(simulated)),
    workload(requestsPerSecond, { ...(arrivals !== undefined && { arrivals }) }),
  );
}

// Four servers of 50 ms, which can do 80 a second. The exact 95th percentiles are those of M/M/4 and D/M/4.
test.each<
  [string, number, Parameters<typeof levelPlan>[1], Judgement['verdict'], Judgement['rule'], RegExp]
>([
  [
    'a rate that it carries, 188 ms',
    56,
    { steadySeconds: 1200 },
    'HOLDS',
    'L1',
    /^At 56 requests a second the 95th percentile is 1\d\d ms \(1\d\d to 1\d\d\), within 200 ms\. 0 of 67200 requests failed \(0 % to 0\.00\d+ %\), within 1 %\.$/,
  ],
  [
    'a rate that it just carries, 196 ms',
    58,
    { steadySeconds: 1800, seed: 2 },
    'HOLDS',
    'L1',
    /, within 200 ms\./,
  ],
  [
    'a rate at which it is too slow, 237 ms',
    64,
    { steadySeconds: 600 },
    'UNDERSIZED',
    'L1',
    /^At 64 requests a second the 95th percentile is 2\d\d ms \(2\d\d to 2\d\d\), beyond 200 ms\.$/,
  ],
  [
    'the same rate at even distances, 176 ms',
    64,
    { steadySeconds: 1200, arrivals: 'even', seed: 2 },
    'HOLDS',
    'L1',
    /^At 64 requests a second the 95th percentile is 17\d ms/,
  ],
  [
    'the rate at which it is just as slow as it may be',
    58.83,
    { steadySeconds: 600, seed: 2 },
    'INCONCLUSIVE',
    'L1',
    /, and 200 ms lie in between: a longer run would decide it\.$/,
  ],
  [
    'more than it can do at all',
    100,
    {},
    'UNDERSIZED',
    'V3',
    /^Of 100 requests a second, (79|80|81)(\.\d+)? were answered\. The requests in flight did not settle in the first half of the phase\.$/,
  ],
  [
    'too short a time to see the warm-up end',
    40,
    { steadySeconds: 90 },
    'INCONCLUSIVE',
    'scope',
    /^The phase lasts 90 s, and less than 100 s do not show where the warm-up ends\.$/,
  ],
  [
    'too short a time beside what is felt of what happens',
    76,
    { steadySeconds: 300 },
    'INCONCLUSIVE',
    'L1',
    /^At 76 requests a second the 95th percentile has no interval\. What happens is felt for up to \d+(\.\d+)? s, so that at least \d{3,4} steady seconds are needed, and there are 300\.$/,
  ],
  [
    'too few requests',
    5,
    { steadySeconds: 380 },
    'INCONCLUSIVE',
    'L1',
    /^At 5 requests a second the 95th percentile has no interval\. The window has too few requests/,
  ],
])('%s', (_what, rate, plan, verdict, rule, reason) => {
  const judgement = judgedLevel(levelPlan(rate, plan), rate);
  expect(judgement).toMatchObject({ verdict, rule, ofDeclaredRate: true });
  expect(judgement.reason).toMatch(reason);
});

test('with too few virtual users the overload is hidden, and nothing is judged', () => {
  const plan = levelPlan(100);
  const judgement = judgedLevel(plan, 100, simulate(plan, { virtualUsers: 100 }));
  expect(judgement).toMatchObject({ verdict: 'INVALID', rule: 'V1', margin: null });
  expect(judgement.reason).toMatch(
    /^\d{4,5} of 62500 requests could not be sent, as all virtual users waited for answers: the service met less than the plan\.$/,
  );
});

test('a service of which every request fails is too small, however quickly it fails', () => {
  const plan = levelPlan(40);
  const judgement = judgedLevel(plan, 40, simulate(plan, { outcomeOf: () => 'server-error' }));
  expect(judgement).toMatchObject({ verdict: 'UNDERSIZED', rule: 'L2' });
  expect(judgement.reason).toMatch(
    /^24000 of 24000 requests failed \(100 % to 100 %\), more than 1 %: 24000 answered with 5xx\.$/,
  );
});

test.each<[string, number, Judgement['verdict'], RegExp]>([
  ['one in a thousand', 1000, 'HOLDS', /24 of 24000 requests failed \(.*\), within 1 %\.$/],
  [
    'one in a hundred',
    100,
    'INCONCLUSIVE',
    /240 of 24000 .*, and 1 % lie in between: more requests would decide it\.$/,
  ],
  [
    'one in fifty',
    50,
    'UNDERSIZED',
    /480 of 24000 requests failed \(.*\), more than 1 %: 480 given up after the timeout\.$/,
  ],
])('of failures, %s', (_what, every, verdict, reason) => {
  const plan = levelPlan(40);
  const failing = simulate(plan, {
    outcomeOf: (index) => (index % every === 0 ? 'timeout' : 'ok'),
  });
  const judgement = judgedLevel(plan, 40, failing);
  expect(judgement.verdict).toBe(verdict);
  expect(judgement.reason).toMatch(reason);
});

test('where more than one in twenty may fail and does, there is no 95th percentile to be judged', () => {
  const plan = levelPlan(40);
  const simulated = simulate(plan, { outcomeOf: (index) => (index % 10 === 0 ? 'timeout' : 'ok') });
  const ran = ranWith('ramp', plan, directFold(simulated));
  const objective = { p95Ms: 200, errorRatio: 0.2 };
  expect(judged(ran, workload(40, { objective }))).toMatchObject({
    verdict: 'INCONCLUSIVE',
    rule: 'L1',
    reason:
      'At 40 requests a second the 95th percentile has no interval. In a part of the window more than 5 % of the requests failed, and what fails has no latency.',
  });
});

test('failing fast makes no percentile better', () => {
  const plan = levelPlan(40);
  const p95Of = (outcomeOf: (index: number) => 'ok' | 'server-error') =>
    judgedLevel(plan, 40, simulate(plan, { outcomeOf })).evidence['p95Ms'];
  const failing = (index: number) => (index % 200 === 0 ? 'server-error' : 'ok');
  expect(p95Of(failing)).toBeGreaterThan(p95Of(() => 'ok') ?? Number.NaN);
});

test.each<[string, Partial<RanScenario>, string]>([
  [
    'its fuse',
    { stop: { by: 'caller', sentence: 'More than half of the requests failed.' } },
    'The load was not the planned one. More than half of the requests failed.',
  ],
  [
    'what whoever ran it knows',
    { problems: ['k6 crashed.'] },
    'The load was not the planned one. k6 crashed.',
  ],
])('a run that ended by %s is not judged', (_what, change, reason) => {
  const plan = levelPlan(40);
  const ran = { ...ranWith('ramp', plan, directFold(simulate(plan))), ...change };
  expect(judged(ran, workload(40))).toMatchObject({ verdict: 'INVALID', rule: 'V1', reason });
});

test('a generator that is late is told apart from a service that is slow', () => {
  const plan = levelPlan(40);
  const { requests, droppedAtMs } = simulate(plan);
  const late = requests.map((request, at) => ({ ...request, latenessMs: at % 50 === 0 ? 11 : 0 }));
  const judgement = judgedLevel(plan, 40, { requests: late, droppedAtMs });
  expect(judgement).toMatchObject({ verdict: 'INVALID', rule: 'V1' });
  expect(judgement.reason).toBe(
    'One request in a hundred was sent 11 ms late or more, and 10 ms are the limit: the generator was too slow.',
  );
});

test.each<[PlannedKind, number, RegExp]>([
  [
    'smoke',
    56,
    /^20 of 20 requests were answered\. A smoke test sends too little .* It says nothing of the size\.$/,
  ],
  [
    'baseline',
    100,
    /^At 30 requests a second the 95th percentile is .*, within 200 ms\. That is at 30 % of the declared rate, and says nothing of the size\.$/,
  ],
  [
    'spike',
    40,
    /^\d+ of \d+ requests were answered\. A spike shows how .* It says nothing of the size\.$/,
  ],
])('a %s that went well says nothing of the size', (kind, rate, reason) => {
  const plan = planOf(kind, rate);
  const judgement = judged(ranWith(kind, plan, directFold(simulate(plan))), workload(rate));
  expect(judgement).toMatchObject({
    verdict: 'INCONCLUSIVE',
    rule: 'scope',
    ofDeclaredRate: false,
  });
  expect(judgement.reason).toMatch(reason);
});

test.each<[PlannedKind]>([['smoke'], ['baseline'], ['spike']])(
  'a %s of which all requests fail shows that it is too small',
  (kind) => {
    const plan = planOf(kind, 40);
    const failing = simulate(plan, { outcomeOf: () => 'server-error' });
    expect(judged(ranWith(kind, plan, directFold(failing)), workload(40))).toMatchObject({
      verdict: 'UNDERSIZED',
      rule: 'L2',
    });
  },
);

test('failures in the step of a spike are not outweighed by what was sent beside it', () => {
  const scenarios = { spike: { holdSeconds: 600, afterSeconds: 1200 } };
  const plan = planOf('spike', 40, { scenarios });
  // Of the step a request in eighty, which is less than one in a hundred of all.
  const failing = simulate(plan).requests.map((request, index) => ({
    ...request,
    outcome:
      request.phase === 'spike' && index % 80 === 0 ? ('server-error' as const) : request.outcome,
  }));
  const ran = ranWith('spike', plan, directFold({ requests: failing, droppedAtMs: [] }));
  expect(judged(ran, workload(40, { peakRequestsPerSecond: 60 }))).toMatchObject({
    verdict: 'UNDERSIZED',
    rule: 'L2',
    reason:
      'In the phase spike: 450 of 36000 requests failed (1.14 % to 1.37 %), more than 1 %: 450 answered with 5xx.',
  });
  // Beyond the declared peak nobody is promised anything.
  expect(judged(ran, workload(40))).toMatchObject({ verdict: 'INCONCLUSIVE' });
});

test('a soak at the declared rate is judged as the size', () => {
  const plan = planOf('soak', 40, { scenarios: { soak: { loadRatio: 1, steadySeconds: 600 } } });
  const ran = ranWith('soak', plan, directFold(simulate(plan)));
  expect(judged(ran, workload(40))).toMatchObject({ verdict: 'HOLDS', ofDeclaredRate: true });
});

/** A staircase of half the rate and the rate, whose first level is requests 500 to 8500. */
const TWO_LEVELS = levelPlan(40, { loadRatios: [0.5, 1], steadySeconds: 400 });
const isOfFirstLevel = (index: number) => index >= 500 && index < 8500;

test.each<[string, Simulated, Judgement['rule'], RegExp]>([
  [
    'fails at half of it',
    simulate(TWO_LEVELS, {
      outcomeOf: (index) => (isOfFirstLevel(index) && index % 50 === 0 ? 'timeout' : 'ok'),
    }),
    'L2',
    /^At a lower rate, 20 requests a second, it was too small: 160 of 8000 requests failed \(.*\), more than 1 %: 160 given up after the timeout\.$/,
  ],
  [
    'is slow at half of it',
    {
      requests: simulate(TWO_LEVELS).requests.map((request, index) => ({
        ...request,
        latencyMs: request.latencyMs + (isOfFirstLevel(index) ? 200 : 0),
      })),
      droppedAtMs: [],
    },
    'L1',
    /^At a lower rate, 20 requests a second, it was too small: At 20 requests a second the 95th percentile is .*, beyond 200 ms\.$/,
  ],
])('what carries the rate and %s does not hold', (_what, simulated, rule, reason) => {
  const judgement = judgedLevel(TWO_LEVELS, 40, simulated);
  expect(judgement).toMatchObject({ verdict: 'UNDERSIZED', rule, margin: null });
  expect(judgement.reason).toMatch(reason);
});

/** Every so manieth request is one of another kind, of which every so manieth is answered as it should be; none when null. */
function judgedWithReports(every: number, well: number | null) {
  const requests = [
    { name: 'work', weight: 1, method: 'GET', path: '/work' },
    { name: 'report', weight: 1 / every, method: 'GET', path: '/report' },
  ] as const;
  const plan = levelPlan(40);
  const [scenario] = plan.scenarios;
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  const mixed = { ...plan, scenarios: [{ ...scenario, requests: [...requests] }] };
  const simulated = simulate(mixed);
  const ran = ranWith(
    'ramp',
    mixed,
    directFold({
      ...simulated,
      requests: simulated.requests.map((request, at) => {
        if (at % every !== 0) return request;
        const isWell = well !== null && (at / every) % well === 0;
        return { ...request, name: 'report', outcome: isWell ? request.outcome : 'server-error' };
      }),
    }),
  );
  return judged(ran, workload(40, { requests }));
}

test.each<[string, number, number | null, RegExp]>([
  [
    'was never answered as it should be',
    1_000,
    null,
    /within 200 ms\. No request of report was answered as it should be, so that the service did not do all of the declared work\.$/,
  ],
  [
    'failed almost always',
    500,
    10,
    /within 200 ms\. \d+ of \d+ requests of report failed \(\d+(\.\d)? % to \d+(\.\d)? %\), more than 1 %, so that the service did not do all of the declared work\.$/,
  ],
])('a rare kind of request that %s leaves the size undecided', (_what, every, well, reason) => {
  const judgement = judgedWithReports(every, well);
  expect(judgement).toMatchObject({ verdict: 'INCONCLUSIVE', rule: 'scope' });
  expect(judgement.rulings.filter(({ rule }) => rule === 'L2')).toMatchObject([
    { verdict: 'HOLDS' },
  ]);
  expect(judgement.reason).toMatch(reason);
});

test('a rare kind of request that is answered takes nothing from it', () => {
  expect(judgedWithReports(500, 1).verdict).toBe('HOLDS');
});

test('the margin is the greatest level that holds, over the declared rate', () => {
  const plan = levelPlan(40, { loadRatios: [0.5, 1, 1.25, 1.75], steadySeconds: 600 });
  expect(judgedLevel(plan, 40)).toMatchObject({ verdict: 'HOLDS', margin: 1.25 });
});

test('arrivals that were dropped above the declared rate take nothing from what is below', () => {
  const plan = levelPlan(40, { loadRatios: [1, 2.5], steadySeconds: 600 });
  const dropping = simulate(plan, { virtualUsers: 60 });
  expect(dropping.droppedAtMs.length).toBeGreaterThan(0);
  expect(judgedLevel(plan, 40, dropping)).toMatchObject({ verdict: 'HOLDS', margin: 1 });
});
