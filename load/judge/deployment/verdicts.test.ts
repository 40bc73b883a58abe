import { expect, test } from '@jest/globals';
import type { DeploymentRecord, ReportedMetric } from '../../../core/load/deployment-record.ts';
import { judgeLoad } from '../load-run.ts';
import {
  reportedOf,
  withDatabase,
  withPoints,
  withService,
} from '../testing/reported-deployment.ts';
import { sentStaircase, specOf } from '../testing/sent-staircase.ts';
import { rulingsOf, type ResourceRule } from './resource-ruling.ts';

const RAN = sentStaircase();
const RECORD = reportedOf(RAN);
const SPEC = specOf();

const scaled = (metric: ReportedMetric, by: number) =>
  withPoints(metric, (points) => points.map(({ at, value }) => ({ at, value: by * value })));
const service = (change: Parameters<typeof withService>[1]) => withService(RECORD, change);
const database = (change: Parameters<typeof withDatabase>[1]) => withDatabase(RECORD, change);
/** So many times the CPU. */
const cpuBy = (by: number) =>
  service(({ cpuAverage, cpuMaximum }) => ({
    cpuAverage: scaled(cpuAverage, by),
    cpuMaximum: scaled(cpuMaximum, by),
  }));
const acuBy = (by: number) =>
  database(({ acu, acuUtilization }) => ({
    acu: scaled(acu, by),
    acuUtilization: scaled(acuUtilization, by),
  }));

const decision = (at: string) => ({
  at,
  ...{ status: 'Failed', description: null, cause: null },
  notScaled: ['AlreadyAtMaxCapacity'],
});

test.each<[string, ResourceRule, DeploymentRecord, string, RegExp]>([
  [
    'CPU without a fifth to spare',
    'C1',
    cpuBy(1.7),
    'UNDERSIZED',
    /^In 5 minutes the busiest task of main\/api used up to 8\d(\.\d)? % of its CPU, and a fifth more would be 10\d %: there is no headroom\.$/,
  ],
  [
    'CPU with just a fifth to spare',
    'C1',
    cpuBy(1.55),
    'HOLDS',
    /used up to 7\d(\.\d)? % of its CPU, and a fifth more is 9\d(\.\d)? %\.$/,
  ],
  [
    'memory above 80 %',
    'C2',
    service(({ memoryMaximum }) => ({ memoryMaximum: scaled(memoryMaximum, 1.35) })),
    'UNDERSIZED',
    /^In 5 minutes the fullest task of main\/api used up to 8\d(\.\d)? % of its memory, more than 80 %\.$/,
  ],
  [
    'a service that wanted to scale and could not',
    'S1',
    service(() => ({ decisions: [decision('2026-11-29T07:18:00.000Z')] })),
    'UNDERSIZED',
    /^At 07:18:00 UTC main\/api was to scale out and did not: it already had its 1 task \(AlreadyAtMaxCapacity\)\.$/,
  ],
  [
    'a service that could not scale beyond the declared load',
    'S1',
    service(() => ({ decisions: [decision('2026-11-29T07:28:00.000Z')] })),
    'HOLDS',
    /need 1 task at 83\.3 % of CPU, and main\/api may have 1\.$/,
  ],
  [
    'more tasks than it may have',
    'S1',
    cpuBy(1.9),
    'UNDERSIZED',
    /so that 40 requests a second need 2 tasks at 83\.3 % of CPU, and main\/api may have 1\.$/,
  ],
  [
    'capacity that is used up',
    'D1',
    database(({ acuUtilization }) => ({ acuUtilization: scaled(acuUtilization, 1.5) })),
    'UNDERSIZED',
    /^In 5 of 5 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be\.$/,
  ],
  [
    'capacity that does not move and is more than is declared',
    'D1',
    database(({ acu }) => ({
      acu: withPoints(acu, (points) => points.map(({ at }) => ({ at, value: 8 }))),
    })),
    'UNDERSIZED',
    /^In 5 of 5 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be\.$/,
  ],
  [
    'capacity that is used up, of which AWS was told to give more',
    'D1',
    database(({ acu, acuUtilization }) => ({
      acu: scaled(acu, 1.5),
      acuUtilization: scaled(acuUtilization, 0.2),
    })),
    'UNDERSIZED',
    /^In 5 of 5 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be\.$/,
  ],
  [
    'connections that are nearly used up',
    'D2',
    database(({ connections }) => ({ connections: scaled(connections, 20) })),
    'UNDERSIZED',
    /^In 5 minutes db had up to 400 connections, and it takes between 388 and 413: that is more than 90 %\.$/,
  ],
  [
    'connections of which it is not known whether they are nearly used up',
    'D2',
    database(({ connections }) => ({ connections: scaled(connections, 18) })),
    'INCONCLUSIVE',
    /had up to 360 connections, .*: whether that is more than 90 % is not known, as the spec does not say it \(maxConnections\)\.$/,
  ],
  [
    'capacity of which less than half is used',
    'O1',
    acuBy(0.4),
    'OVERSIZED',
    /^db used up to 0\.6\d* of its 2 ACU: 1 would do, with a fifth more\.$/,
  ],
  [
    'less capacity, which would not take the connections',
    'O1',
    withDatabase(acuBy(0.4), ({ connections }) => ({ connections: scaled(connections, 10) })),
    'HOLDS',
    /, but with 1 ACU it would take 183 connections, and had 200\.$/,
  ],
])('%s: %s', (_what, rule, record, verdict, reason) => {
  const { resources, load } = judgeLoad(specOf(), [RAN], record);
  // Of a rule for both, that of the database.
  const found = rulingsOf(resources, rule).at(-1);
  expect(found?.ruling.reason).toMatch(reason);
  expect(found?.ruling.verdict).toBe(verdict);
  const size = load.sizing.find((one) => one.resource === found?.resource.resource);
  expect(size?.verdict).toBe(verdict);
});

const LARGE = specOf('minTasks: 1, maxTasks: 1, policies: {}', 'cpuUnits: 1024, memoryMiB: 4096');

const LENIENT = { ...LARGE, slo: { p95Ms: 300, errorRatio: 0.01 } };
const LITTLE_USED = withService(cpuBy(0.6), ({ memoryMaximum }) => ({
  memoryMaximum: scaled(memoryMaximum, 0.3),
}));

test('a task that is too large is said to be so, with the one that would do', () => {
  const [size] = judgeLoad(LENIENT, [RAN], LITTLE_USED).load.sizing;
  expect(size).toMatchObject({
    verdict: 'OVERSIZED',
    recommended: 'tasks of 0.5 vCPU, 1 GiB',
    current: { cpuUnits: 1024, memoryMiB: 4096, tasks: 1 },
  });
  expect(size?.reason).toMatch(
    /^At the peak the busiest task of main\/api used 30(\.\d)? % of its CPU and the fullest 18\.\d % of its memory: a task of 0\.5 vCPU, 1 GiB would do, with a fifth more of each\.$/,
  );
  const predicted = size?.options.map((option) => [
    `${option.cpuUnits}/${option.memoryMiB}`,
    option.predicted,
  ]);
  expect(predicted).toContainEqual(['512/2048', 'HOLDS']);
  expect(predicted).toContainEqual(['1024/4096', 'OVERSIZED']);
});

test('a smaller task that is predicted to be too slow for the objective is not proposed', () => {
  const { load, resources } = judgeLoad(LARGE, [RAN], LITTLE_USED);
  expect(load.sizing[0]).toMatchObject({ verdict: 'HOLDS', recommended: null });
  expect(rulingsOf(resources, 'O1')[0]?.ruling.reason).toMatch(
    /; a task of 0\.5 vCPU, 1 GiB would hold that, but is predicted to be too slow for the objective\.$/,
  );
});

test.each([
  ['that are not known to be of this load', { clockOffsetMs: null }],
  ['of another service', { services: [] }],
])('a task that is too large by figures %s is not said to be so', (_what, change) => {
  const [size] = judgeLoad(LENIENT, [RAN], { ...LITTLE_USED, ...change }).load.sizing;
  expect(size).toMatchObject({ verdict: 'INCONCLUSIVE', recommended: null, options: [] });
});

test('what is too small for its users is so whatever AWS reported', () => {
  const strict = { ...specOf(), slo: { p95Ms: 100, errorRatio: 0.01 } };
  const [size, database] = judgeLoad(strict, [RAN], RECORD).load.sizing;
  expect(size?.verdict).toBe('UNDERSIZED');
  expect(size?.reason).toMatch(/^In the ramp of api: /);
  expect(database?.verdict).toBe('INCONCLUSIVE');
  expect(database?.reason).toMatch(
    /^The cluster may not have met all of the load, which ecs main\/api is not known to carry\. /,
  );
});

test('of a load that was not the planned one, AWS says nothing', () => {
  const stopped = { ...RAN, stop: { by: 'caller' as const, sentence: 'The run was interrupted.' } };
  const { load, resources } = judgeLoad(specOf(), [stopped], RECORD);
  expect(load.sizing.map(({ verdict }) => verdict)).toEqual(['INVALID', 'INVALID']);
  const verdicts = resources.flatMap(({ rulings }) => rulings.map(({ verdict }) => verdict));
  expect(new Set(verdicts)).toEqual(new Set(['INCONCLUSIVE']));
});

test('a policy on CPU that sees nothing of the load', () => {
  const overloaded = sentStaircase([0.5, 1, 1.75, 2.5]);
  const spec = specOf(
    'minTasks: 1, maxTasks: 4, policies: { cpu: { kind: target-tracking, metric: ECSServiceAverageCPUUtilization, target: 60 } }',
  );
  const record = withService(reportedOf(overloaded), ({ cpuAverage, cpuMaximum }) => ({
    cpuAverage: scaled(cpuAverage, 0.4),
    cpuMaximum: scaled(cpuMaximum, 0.4),
  }));
  const [within] = rulingsOf(judgeLoad(withPeak(spec, 100), [overloaded], record).resources, 'C3');
  expect(within?.ruling).toMatchObject({ verdict: 'UNDERSIZED' });
  expect(within?.ruling.reason).toMatch(
    /^From 70 to 100 requests a second the answers of main\/api grew from \d\d(\.\d)? to \d\d(\.\d)? a second and latencies rose, while the busiest task used no more than [45]\d(\.\d)? % of its CPU: the policy, which waits for 60 %, is blind to what is at its end, such as an event loop, a pool or a database\.$/,
  );
  const [beyond] = rulingsOf(judgeLoad(spec, [overloaded], record).resources, 'C3');
  expect(beyond?.ruling.verdict).toBe('FINDING');
  const [seen] = rulingsOf(
    judgeLoad(withPeak(spec, 100), [overloaded], reportedOf(overloaded)).resources,
    'C3',
  );
  expect(seen?.ruling.verdict).toBe('HOLDS');
});

test('a policy of which no level of the peak was sent may be blind there', () => {
  const ran = sentStaircase([0.25, 0.5, 1]);
  const scaling =
    'minTasks: 1, maxTasks: 4, policies: { cpu: { kind: target-tracking, metric: ECSServiceAverageCPUUtilization, target: 60 } }';
  const rulingOf = (spec: ReturnType<typeof specOf>) =>
    rulingsOf(judgeLoad(spec, [ran], reportedOf(ran)).resources, 'C3')[0]?.ruling;
  expect(rulingOf(specOf(scaling))?.verdict).toBe('HOLDS');
  expect(rulingOf(withPeak(specOf(scaling), 60))).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason:
      'What main/api answers grew with the load over 3 levels. No level of the peak was sent, at which it may be otherwise.',
  });
});

const whatHolds = (resources: ReturnType<typeof judgeLoad>['resources']) =>
  resources.map(({ resource, rulings }) => [
    resource,
    rulings.filter(({ verdict }) => verdict === 'HOLDS').map(({ rule }) => rule),
  ]);

test('of a workload that was not sent, nothing speaks for what would carry it', () => {
  const api = SPEC.load?.workloads?.['api'];
  if (api === undefined) throw new Error('The spec has no workload.');
  const workloads = { api, batch: { ...api, requestsPerSecond: 5 } };
  const { resources } = judgeLoad({ ...SPEC, load: { ...SPEC.load, workloads } }, [RAN], RECORD);
  expect(whatHolds(resources)).toEqual([
    ['ecs main/api', []],
    ['aurora db', []],
  ]);
  expect(rulingsOf(resources, 'C1')[0]?.ruling.reason).toBe(
    'In the ramp nothing was sent of the workload batch.',
  );
});

test('of a peak that no level reaches, nothing that was measured speaks for it', () => {
  const { resources } = judgeLoad(withPeak(SPEC, 51), [RAN], RECORD);
  expect(whatHolds(resources)).toEqual([
    ['ecs main/api', ['A1', 'A2', 'A3', 'A4', 'S1']],
    ['aurora db', ['A1']],
  ]);
  expect(rulingsOf(resources, 'D2')[0]?.ruling.reason).toBe(
    'In 11 minutes db had up to 20 connections, and it takes between 388 and 413. No level of the peak was sent, at which it may be otherwise.',
  );
  expect(whatHolds(judgeLoad(withPeak(SPEC, 50), [RAN], RECORD).resources)[1]).toEqual([
    'aurora db',
    ['A1', 'D1', 'D2', 'O1'],
  ]);
});

test('capacity that the peak is foretold to need, which was not sent', () => {
  const { resources } = judgeLoad(withPeak(SPEC, 80), [RAN], RECORD);
  const [ruled] = rulingsOf(resources, 'D1');
  expect(ruled?.ruling.verdict).toBe('UNDERSIZED');
  expect(ruled?.ruling.reason).toMatch(
    /^In 0 of 11 minutes db used 95 % or more of its 2 ACU; 80 requests a second need 2\.1 ACU, and no more than 2\.1\d?\.$/,
  );
});

function withPeak(spec: ReturnType<typeof specOf>, peakRequestsPerSecond: number) {
  const api = spec.load?.workloads?.['api'];
  if (api === undefined) throw new Error('The spec has no workload.');
  return { ...spec, load: { ...spec.load, workloads: { api: { ...api, peakRequestsPerSecond } } } };
}
