import { expect, test } from '@jest/globals';
import { planScenario } from '../plan/load-plan.ts';
import type { ScenarioPlan } from '../plan/scenario-plan.ts';
import { judgeWorkload } from './judge-workload.ts';
import { sharedLevels } from './deployment/shared-level.ts';
import type { Judgement } from './judgement.ts';
import { measurementsOf, type Measurement } from './measurement.ts';
import { verdictOnWorkload } from './sizing.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { simulate, workload, type Simulated } from './testing/simulated-load.ts';

const RATE = 20;
const REQUESTS = {
  work: { method: 'GET', path: '/work' },
  order: { method: 'POST', path: '/orders' },
} as const;
const ASKED = workload(RATE, {
  requests: [
    { name: 'work', weight: 1, method: 'GET', path: '/work' },
    { name: 'order', weight: 1, method: 'POST', path: '/orders' },
  ],
});

function plan(): ScenarioPlan {
  const planned = planScenario(
    {
      target: {
        origin: 'http://127.0.0.1:9',
        environment: 'test',
        timeoutMs: 10_000,
        writes: true,
      },
      limits: { requests: 1e6, requestsPerSecond: 1000, minutes: 600, virtualUsers: 10_000 },
      workloads: { api: { service: 'main/api', requestsPerSecond: RATE, requests: REQUESTS } },
      scenarios: { dbViaApi: { warmUpSeconds: 20, steadySeconds: 400 } },
    },
    'db-via-api',
    { seed: 3, marker: 'test' },
  );
  if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
  return planned.plan;
}

/** The requests of a phase take so much longer. */
function slower(simulated: Simulated, phase: string, byMs: number): Simulated {
  return {
    ...simulated,
    requests: simulated.requests.map((request) =>
      request.phase === phase ? { ...request, latencyMs: request.latencyMs + byMs } : request,
    ),
  };
}

/** Every other second is of orders. */
function measured(simulated: Simulated): Measurement {
  const fold = directFold(simulated);
  const bothKinds = {
    ...fold,
    *series() {
      for (const told of fold.series()) {
        yield { ...told, name: told.second % 2 === 0 ? 'work' : 'order' };
      }
    },
  };
  const [measurement] = measurementsOf(ranWith('db-via-api', plan(), bothKinds), [ASKED]);
  if (measurement === undefined) throw new Error('The plan does not send the workload.');
  return measurement;
}

function judged(simulated: Simulated): Judgement {
  return judgeWorkload(measured(simulated));
}

test('however well other mixes went, no size holds by them', () => {
  const judgement = judged(simulate(plan()));
  expect(judgement).toMatchObject({
    verdict: 'INCONCLUSIVE',
    rule: 'scope',
    ofDeclaredRate: false,
    ofPeak: false,
    margin: null,
  });
  expect(judgement.reason).toMatch(
    /That is of another mix of requests than the declared one: it may speak against a size, and never for it\.$/,
  );
  expect(verdictOnWorkload(ASKED, [judgement]).verdict).toBe('INCONCLUSIVE');
});

test.each([
  [
    'writes',
    'steady-writes',
    /^At 20 requests a second the 95th percentile is [3-9]\d\d ms .*, beyond 200 ms\.$/,
  ],
  [
    'reads',
    'steady-reads',
    /^With mostly reads: At 20 requests a second the 95th percentile is [3-9]\d\d ms .*, beyond 200 ms\.$/,
  ],
])('mostly %s that are too slow speak against the size', (_, phase, reason) => {
  const judgement = judged(slower(simulate(plan()), phase, 300));
  expect(judgement).toMatchObject({ verdict: 'UNDERSIZED', rule: 'L1' });
  expect(judgement.reason).toMatch(reason);
  const holds: Judgement = {
    ...judgement,
    ...{ scenario: 'ramp', verdict: 'HOLDS', ofDeclaredRate: true, ofPeak: true },
  };
  // Whatever was seen of the declared mix.
  expect(verdictOnWorkload(ASKED, [holds, judgement])).toMatchObject({ verdict: 'UNDERSIZED' });
});

test('what AWS reports of both mixes counts against a size, and is not of the peak', () => {
  const measurement = measured(simulate(plan()));
  const levels = sharedLevels([
    {
      ...{ kind: 'db-via-api', zeroMs: 0, seconds: measurement.seconds },
      ...{ endedMs: 1000 * measurement.seconds, measurements: [measurement] },
    },
  ]);
  expect(levels).toMatchObject([
    { requestsPerSecond: RATE, isDemanded: true, isAtPeak: false },
    { requestsPerSecond: RATE, isDemanded: true, isAtPeak: false },
  ]);
});
