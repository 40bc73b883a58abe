import { expect, test } from '@jest/globals';
import type { WorkloadSpec } from '../../core/spec/sections/load.ts';
import { planScenario, type SendableLoad } from './load-plan.ts';
import type { ScenarioPlan } from './scenario-plan.ts';

const API: WorkloadSpec = {
  service: 'main/api',
  requestsPerSecond: 100,
  requests: { orders: { method: 'GET', path: '/orders' } },
};
const LOAD: SendableLoad = {
  target: { origin: 'https://staging.example.com', environment: 'staging', timeoutMs: 10_000 },
  limits: { requestsPerSecond: 200, requests: 1_000_000, minutes: 180, virtualUsers: 3_000 },
  workloads: { api: API },
};
const OPTIONS = { seed: 7, marker: 'shop' };

function planned(...asked: Parameters<typeof planScenario>): ScenarioPlan {
  const answer = planScenario(...asked);
  if (answer.kind === 'refused') throw new Error(answer.complaints.join('\n'));
  return answer.plan;
}

test('a scenario goes to the declared origin alone, with Poisson arrivals, a fuse and no writes', () => {
  const plan = planned(LOAD, 'smoke', OPTIONS);
  expect(plan).toEqual({
    version: 1,
    origin: 'https://staging.example.com',
    allowedOrigins: ['https://staging.example.com'],
    seed: 7,
    timeoutMs: 10_000,
    marker: 'shop',
    fuse: { errorRatio: 0.5, p95Ms: 9_000, afterSeconds: 30 },
    limits: {
      requests: 1_000_000,
      requestsPerSecond: 200,
      seconds: 10_800,
      virtualUsers: 3_000,
      writes: false,
    },
    scenarios: [
      {
        name: 'api',
        arrivals: 'poisson',
        virtualUsers: 13,
        phases: [{ name: 'smoke', seconds: 20, requestsPerSecond: 1 }],
        requests: [{ name: 'orders', weight: 1, method: 'GET', path: '/orders' }],
      },
    ],
  });
});

test('there are users for a peak of which every request takes as long as it may', () => {
  expect(planned(LOAD, 'spike', OPTIONS).scenarios[0]?.virtualUsers).toBe(1.3 * 150 * 10);
});

test('what comes at once needs a user for each request, and not for a peak that lasts', () => {
  const requests = { ...API.requests, order: { method: 'POST' as const, path: '/orders' } };
  const load: SendableLoad = {
    ...LOAD,
    target: { ...LOAD.target, writes: true },
    limits: { ...LOAD.limits, requestsPerSecond: 1000 },
    workloads: { api: { ...API, requests } },
    scenarios: { dbViaApi: { burst: { requests: 500 } } },
  };
  // Ten seconds of a hundred a second, and five hundred more in one of them.
  expect(planned(load, 'db-via-api', OPTIONS).scenarios[0]?.virtualUsers).toBe(1.3 * 1500);
});

test('all workloads are sent at once, since they share what is behind them', () => {
  const load = { ...LOAD, workloads: { api: API, feed: { ...API, arrivals: 'even' as const } } };
  expect(
    planned(load, 'smoke', OPTIONS).scenarios.map(({ name, arrivals }) => [name, arrivals]),
  ).toEqual([
    ['api', 'poisson'],
    ['feed', 'even'],
  ]);
});

test.each<[string, Partial<SendableLoad['limits']>, string]>([
  ['requests', { requests: 1_000 }, '384625 requests are planned, and 1000 are the limit'],
  [
    'requests a second',
    { requestsPerSecond: 100 },
    '125 requests a second at the peak are planned, and 100 are the limit',
  ],
  ['minutes', { minutes: 5 }, '4690 seconds are planned, and 300 are the limit'],
  ['virtual users', { virtualUsers: 500 }, '1625 virtual users are planned, and 500 are the limit'],
])('a scenario with more %s than the limit is not planned', (_what, limits, complaint) => {
  const load = { ...LOAD, limits: { ...LOAD.limits, ...limits } };
  expect(planScenario(load, 'ramp', OPTIONS)).toEqual({ kind: 'refused', complaints: [complaint] });
});

test('a request that may change something is not planned for a target that allows none', () => {
  const load: SendableLoad = {
    ...LOAD,
    workloads: {
      api: {
        service: 'main/api',
        requestsPerSecond: 100,
        requests: { order: { method: 'POST', path: '/orders', body: '{}' } },
      },
    },
  };
  expect(planScenario(load, 'smoke', OPTIONS)).toEqual({
    kind: 'refused',
    complaints: ['"order" may change something, and writes are not allowed'],
  });
  const allowed = { ...load, target: { ...load.target, writes: true } };
  expect(planScenario(allowed, 'smoke', OPTIONS).kind).toBe('planned');
});

test('what is wrong with one value says which', () => {
  const load: SendableLoad = {
    ...LOAD,
    workloads: {
      'a b': {
        service: 'main/api',
        requestsPerSecond: 1,
        requests: { x: { method: 'GET', path: '/' } },
      },
    },
  };
  expect(planScenario(load, 'smoke', OPTIONS)).toEqual({
    kind: 'refused',
    complaints: ['scenarios.0.name: a name is of letters, digits, _, . and -'],
  });
});

test('a mix is shifted only where requests read and requests write', () => {
  expect(planScenario(LOAD, 'db-via-api', OPTIONS)).toEqual({
    kind: 'refused',
    complaints: [
      'no workload has requests that read and requests that write, so that there is no mix to be shifted',
    ],
  });
});
