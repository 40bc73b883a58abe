import { describe, expect, test } from '@jest/globals';
import type { Forecast } from '../../core/load/load-plan.ts';
import { parseSpec } from '../../core/spec/document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { connectionCounts, connectionForecast, connectionForecasts } from './connections.ts';
import { forecastsOf } from './forecasts.ts';

/** The whole spec with a load and what else a test declares, one line of YAML each. */
function specWith(...overlays: readonly string[]): Spec {
  const text = `environments:\n  test:\n${overlays.map((line) => `    ${line}\n`).join('')}${WHOLE_SPEC}`;
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

const TARGET = 'target: { origin: http://127.0.0.1, environment: test, timeoutMs: 1000 }';
const LIMITS = 'limits: { requestsPerSecond: 999, requests: 99999, minutes: 9, virtualUsers: 999 }';
const REQUESTS = 'requests: { home: { method: GET, path: / } }';
const PREDICTED = 'predicted: { serviceMs: 50, concurrencyPerTask: 4 }';

function load(workload: string): string {
  return `load: { ${TARGET}, ${LIMITS}, workloads: { web: { service: main/api, ${REQUESTS}, ${workload} } } }`;
}

function scaling(minTasks: number, maxTasks: number, policies = '{}'): string {
  return `clusters: { main: { services: { api: { scaling: { minTasks: ${minTasks}, maxTasks: ${maxTasks}, policies: ${policies} } } } } }`;
}

function told(spec: Spec): readonly string[] {
  return forecastsOf(spec).map(
    ({ about, outcome, says }: Forecast) => `${outcome}: ${about}: ${says}`,
  );
}

test('a spec without a load foretells nothing', () => {
  expect(told(specWith('tags: {}'))).toEqual([]);
});

describe('connections at the greatest number of tasks', () => {
  const pools = (connectionsPerTask: number) =>
    `load: { databasePools: { main/api: { aurora: db, connectionsPerTask: ${connectionsPerTask} } } }`;
  const capacity = (minAcu: number, maxAcu: number, other = '') =>
    `aurora: { db: { capacity: { minAcu: ${minAcu}, maxAcu: ${maxAcu} }${other} } }`;
  const proxied =
    ', pooler: rds-proxy, poolMode: null, proxy: { name: db, subnets: [data-a, data-b] }';

  test.each([
    [
      'fit',
      [pools(10), capacity(0.5, 1), scaling(2, 10)],
      'expected: aurora db: At their greatest numbers of tasks the services hold 100 connections (main/api 10 x 10), and 10 are reserved; at 1 ACU the cluster takes at least 183.',
    ],
    [
      'nearly fit, and AWS publishes no number that decides it',
      [pools(18), capacity(0.5, 1), scaling(2, 10)],
      'unknown: aurora db: At their greatest numbers of tasks the services hold 180 connections (main/api 10 x 18), and 10 are reserved; at 1 ACU the cluster takes between 183 and 196.',
    ],
    [
      'do not fit',
      [pools(30), capacity(0.5, 1), scaling(2, 10)],
      'fails: aurora db: At their greatest numbers of tasks the services hold 300 connections (main/api 10 x 30), and 10 are reserved; at 1 ACU the cluster takes at most 196: 2 ACU would take them, or smaller pools.',
    ],
    [
      'fit into no cluster that begins so small',
      [pools(300), capacity(0.5, 16), scaling(2, 10)],
      'fails: aurora db: At their greatest numbers of tasks the services hold 3000 connections (main/api 10 x 300), and 10 are reserved; at 16 ACU the cluster takes at most 2060: no capacity takes as many: the pools must be smaller.',
    ],
    [
      'fit into what is declared, whatever the capacity',
      [pools(30), capacity(0.5, 1, ', maxConnections: 310'), scaling(2, 10)],
      'expected: aurora db: At their greatest numbers of tasks the services hold 300 connections (main/api 10 x 30), and 10 are reserved; the spec says that the cluster takes 310.',
    ],
    [
      'do not fit into what is declared, whatever the capacity',
      [pools(30), capacity(0.5, 16, ', maxConnections: 309'), scaling(2, 10)],
      'fails: aurora db: At their greatest numbers of tasks the services hold 300 connections (main/api 10 x 30), and 10 are reserved; the spec says that the cluster takes 309: the pools must be smaller, or maxConnections 310 at least.',
    ],
    [
      'fit also when no proxy shares any',
      [pools(10), capacity(0.5, 1, proxied), scaling(2, 10)],
      'expected: aurora db: At their greatest numbers of tasks the services hold 100 connections (main/api 10 x 10), and 10 are reserved; at 1 ACU the cluster takes at least 183.',
    ],
    [
      'do not fit, and a proxy shares fewer',
      [pools(30), capacity(0.5, 1, proxied), scaling(2, 10)],
      'unknown: aurora db: At their greatest numbers of tasks the services hold 300 connections (main/api 10 x 30), and 10 are reserved; at 1 ACU the cluster takes at most 196. Its RDS Proxy shares fewer among them, and how many suffice is not known.',
    ],
  ])('%s', (_what, overlays, says) => {
    expect(told(specWith(...overlays))).toEqual([says]);
  });

  test.each([
    ['by its capacity', capacity(0.5, 1), 196],
    ['as it is declared', capacity(0.5, 1, ', maxConnections: 90'), 90],
  ])('the figures of a cluster that takes %s', (_what, cluster, limit) => {
    const spec = specWith(pools(30), cluster, scaling(2, 10));
    const declared = spec.aurora?.['db'];
    if (declared === undefined) throw new Error('the spec declares no cluster');
    expect(connectionCounts(spec, 'db', declared)).toEqual({
      connections: 300,
      reserved: 10,
      limit,
    });
  });
});

test('a cluster that no pool is declared for has no connections to foretell', () => {
  const apart = specWith(
    'load: { databasePools: { main/api: { aurora: db, connectionsPerTask: 10 } } }',
  );
  expect(connectionForecast(apart, 'reports')).toBeNull();
  expect(connectionForecast(apart, 'db')).toEqual(connectionForecasts(apart)[0]);
});

describe('throughput at the greatest number of tasks', () => {
  test.each([
    [
      'nothing is known of the service',
      'requestsPerSecond: 58',
      'unknown: ecs main/api: The spec does not say, or not the same of all workloads, how long a request takes and how many a task works on at a time, so nothing is predicted of its throughput.',
    ],
    // The capacities of one task of four slots at 200 ms and 50 ms of service, 58.83 a second, are those of M/M/4.
    [
      'one task carries it however requests are balanced',
      `requestsPerSecond: 58, slo: { p95Ms: 200, errorRatio: 0.01 }, ${PREDICTED}`,
      'expected: ecs main/api: With a peak of 58 requests a second within 200 ms, the capacity of 1 task of 4 requests at a time is 58.8 a second however they are balanced.',
    ],
    [
      'one task does not carry it',
      `requestsPerSecond: 60, slo: { p95Ms: 200, errorRatio: 0.01 }, ${PREDICTED}`,
      'fails: ecs main/api: With a peak of 60 requests a second within 200 ms, the capacity of 1 task of 4 requests at a time is 58.8 a second at most, however well they are balanced; 2 tasks would take it.',
    ],
    [
      'service alone takes too long',
      `requestsPerSecond: 1, slo: { p95Ms: 100, errorRatio: 0.01 }, ${PREDICTED}`,
      'fails: ecs main/api: A request takes 50 ms in the mean; one in twenty takes longer than 100 ms even when nothing waits.',
    ],
  ])('%s', (_what, workload, says) => {
    expect(told(specWith(load(workload), scaling(1, 1)))).toContain(says);
  });

  test('it depends on how requests are balanced', () => {
    const workload = `requestsPerSecond: 125, slo: { p95Ms: 200, errorRatio: 0.01 }, ${PREDICTED}`;
    expect(told(specWith(load(workload), scaling(2, 2)))).toContain(
      'unknown: ecs main/api: With a peak of 125 requests a second within 200 ms, the capacity of 2 tasks of 4 requests at a time is between 118 and 137 a second, as the load balancer spreads them.',
    );
  });
});

describe('a step to the peak', () => {
  // The tasks of the field's example: 40 requests a second each, and four minutes until new ones are healthy.
  const example = `requestsPerSecond: 60, peakRequestsPerSecond: 120, predicted: { serviceMs: 50, concurrencyPerTask: 2 }`;
  const reaction = (seconds: number) => `slo: { scaleOutHealthySeconds: ${seconds} }`;

  test('finds too few tasks', () => {
    expect(told(specWith(load(example), scaling(2, 10), reaction(240)))).toContain(
      'fails: ecs main/api: A step to 120 requests a second finds 2 tasks with a capacity of 80: until new tasks are healthy after 240 s, 9600 requests pile up and the longest wait is 80 s, where 500 ms are allowed; 3 tasks at the least would take the step.',
    );
  });

  test('finds enough', () => {
    expect(told(specWith(load(example), scaling(4, 10), reaction(240)))).toContain(
      'expected: ecs main/api: A step to 120 requests a second finds 4 tasks with a capacity of 160: nothing piles up until the service has scaled out.',
    );
  });

  test('finds what never gets enough', () => {
    expect(told(specWith(load(example), scaling(1, 2), reaction(240)))).toContain(
      'fails: ecs main/api: A step to 120 requests a second finds 1 task with a capacity of 40, and 2 tasks have 80: what piles up is never worked off.',
    );
  });

  test('is not foretold without a time of reaction', () => {
    expect(told(specWith(load(example), scaling(2, 10)))).toContain(
      'unknown: ecs main/api: The spec does not say within which time it scales out (slo.scaleOutHealthySeconds), so nothing is predicted of a step.',
    );
  });
});

test.each([
  [2, 'unknown', 3],
  [3, 'expected', 3],
])('a policy of requests with at most %i tasks', (most, outcome, wanted) => {
  const policies =
    '{ requests: { kind: target-tracking, metric: ALBRequestCountPerTarget, target: 1000 } }';
  expect(told(specWith(load('requestsPerSecond: 50'), scaling(1, most, policies)))).toContain(
    `${outcome}: ecs main/api: At the peak the policy requests (1000 requests a minute for each task) wants ${wanted} tasks, and may have ${most}.`,
  );
});

test('a slow workload that is small does not make the whole load of its service a slow one', () => {
  const workload = (rate: number, serviceMs: number) =>
    `{ service: main/api, ${REQUESTS}, requestsPerSecond: ${rate}, predicted: { serviceMs: ${serviceMs}, concurrencyPerTask: 4 } }`;
  const both = (serviceMs: number) =>
    specWith(
      scaling(2, 2),
      `load: { ${TARGET}, ${LIMITS}, workloads: { web: ${workload(50, 20)}, batch: ${workload(1, serviceMs)} } }`,
    );
  expect(forecastsOf(both(150))[0]?.outcome).toBe('unknown');
  expect(forecastsOf(both(20))[0]?.outcome).toBe('expected');
});
