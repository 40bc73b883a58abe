import { expect, test } from '@jest/globals';
import { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import { LoadRun } from '../../../core/load/load-run.ts';
import { judgeLoad } from '../load-run.ts';
import {
  everyMetric,
  later,
  reportedOf,
  shuffled,
  withDatabase,
  withPoints,
  withService,
} from '../testing/reported-deployment.ts';
import { sentStaircase, specOf } from '../testing/sent-staircase.ts';
import { rulingsOf } from './resource-ruling.ts';

const RAN = sentStaircase();
const RECORD = reportedOf(RAN);
const SPEC = specOf();

const judged = (record: DeploymentRecord | null, spec = SPEC) => judgeLoad(spec, [RAN], record);

test('what fits the load holds, and the reports have all of it', () => {
  expect(DeploymentRecord.parse(RECORD)).toEqual(RECORD);
  const { load, resources } = judged(RECORD);
  expect(LoadRun.parse(load)).toEqual(load);
  expect(
    resources.map(({ resource, rulings }) => [
      resource,
      rulings.map(({ rule, verdict }) => `${rule} ${verdict}`).join(', '),
    ]),
  ).toEqual([
    [
      'ecs main/api',
      'A1 HOLDS, A2 HOLDS, A3 HOLDS, A4 HOLDS, C1 HOLDS, C2 HOLDS, C3 NOT-APPLICABLE, S1 HOLDS, S2 NOT-APPLICABLE, S3 NOT-APPLICABLE, O1 HOLDS',
    ],
    ['aurora db', 'A1 HOLDS, D1 HOLDS, D2 HOLDS, O1 HOLDS'],
  ]);
  expect(load.sizing.map(({ resource, verdict }) => [resource, verdict])).toEqual([
    ['ecs main/api', 'HOLDS'],
    ['aurora db', 'HOLDS'],
  ]);
  expect(load.sizing.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(
      /^In the ramp of api: At 40 .* within 1 %\. In 5 minutes the busiest task of main\/api used up to 5\d(\.\d)? % of its CPU, and a fifth more is 6\d(\.\d)? %\. In 5 minutes the fullest task of main\/api used up to 6\d(\.\d)? % of its memory, within 80 %\. Whether it grows was not looked at: no soak was sent\. A request takes 5\.\d+ ms of a vCPU \(5\.\d+ to \d\.\d+\), so that 40 requests a second need 1 task at 83\.3 % of CPU, and main\/api may have 1\.$/,
    ),
    expect.stringMatching(
      /^In 0 of 5 minutes db used 95 % or more of its 2 ACU; 40 requests a second need 1\.\d+ ACU, and no more than 1\.\d+\. In 5 minutes db had up to 20 connections, and it takes between 388 and 413\.$/,
    ),
  ]);
  expect(load.services[0]).toMatchObject({ service: 'main/api', cpuTargetPercent: null });
  expect(load.services[0]?.runningTasks.every((tasks) => tasks === 1 || tasks === null)).toBe(true);
  expect(load.databases[0]).toMatchObject({ cluster: 'db', maxAcu: 2, connectionLimit: 388 });
  expect(load.reactions).toEqual([]);
  expect(load.sizing[0]?.options.length).toBeGreaterThan(0);
});

test('without a record there is nothing of AWS, and no size holds', () => {
  const { load, resources } = judged(null);
  expect(resources).toEqual([]);
  expect(load).toMatchObject({ services: [], databases: [], reactions: [] });
  expect(load.sizing).toMatchObject([{ resource: 'ecs main/api', verdict: 'INCONCLUSIVE' }]);
  expect(load.sizing[0]?.reason).toMatch(
    / AWS was not watched, or what it reported is not kept, so that the size which carried that is not known: send the load with credentials of the account, and with --watch\.$/,
  );
});

/** In the judged level, from 07:14:43 to 07:21:23 + what was warming up: the whole minutes from 07:17. */
const withoutMinute = (minute: string) => (points: readonly { at: string; value: number }[]) =>
  points.filter(({ at }) => !at.includes(`T${minute}:`));

const service = (change: Parameters<typeof withService>[1]) => withService(RECORD, change);
const database = (change: Parameters<typeof withDatabase>[1]) => withDatabase(RECORD, change);

test.each<[string, DeploymentRecord, string, RegExp]>([
  [
    'a minute of CPU is missing',
    service(({ cpuMaximum }) => ({ cpuMaximum: withPoints(cpuMaximum, withoutMinute('07:18')) })),
    'ecs main/api',
    /^Nothing was reported of the greatest CPU of main\/api at 07:18 UTC\.$/,
  ],
  [
    'a minute of memory is missing',
    service(({ memoryMaximum }) => ({
      memoryMaximum: withPoints(memoryMaximum, withoutMinute('07:19')),
    })),
    'ecs main/api',
    /^Nothing was reported of the greatest memory of main\/api at 07:19 UTC\.$/,
  ],
  [
    'a minute of counted requests is missing',
    service(({ requests }) => ({
      requests: requests === null ? null : withPoints(requests, withoutMinute('07:18')),
    })),
    'ecs main/api',
    /^At 07:18 UTC the load balancer of main\/api counted 0 requests, and the generator between \d+ and \d+, /,
  ],
  [
    'all of it is 90 s late',
    {
      ...RECORD,
      services: RECORD.services.map((one) => everyMetric(one, later(90_000))),
      databases: RECORD.databases.map((one) => everyMetric(one, later(90_000))),
    },
    'ecs main/api',
    /^At 07:\d\d UTC the load balancer of main\/api counted \d+ requests, /,
  ],
  [
    'all of it is two minutes late',
    {
      ...RECORD,
      services: RECORD.services.map((one) => everyMetric(one, later(120_000))),
      databases: RECORD.databases.map((one) => everyMetric(one, later(120_000))),
    },
    'ecs main/api',
    /^At 07:\d\d UTC the load balancer of main\/api counted \d+ requests, /,
  ],
  [
    'what its declared load balancer counted is not there',
    service(() => ({ requests: null })),
    'ecs main/api',
    /^main\/api is declared behind a load balancer, and what that counted was not looked at\.$/,
  ],
  [
    'its CPU was not seen',
    service(() => ({ cpuMaximum: { state: 'unseen', why: 'AWS denied it.' } })),
    'ecs main/api',
    /^The greatest CPU of main\/api was not seen\. AWS denied it\.$/,
  ],
  [
    'what the load balancer counted was not seen',
    service(() => ({ requests: { state: 'unseen', why: 'AWS denied it.' } })),
    'ecs main/api',
    /^What the load balancer counted for main\/api was not seen\. AWS denied it\.$/,
  ],
  [
    'it is of another service',
    service(() => ({ service: 'main/worker' })),
    'ecs main/api',
    /^What AWS reported has nothing of the service main\/api\.$/,
  ],
  [
    'the clock is not known',
    { ...RECORD, clockOffsetMs: null },
    'ecs main/api',
    /^How far AWS's clock is from the generator's could not be told/,
  ],
  [
    'the clock is 3 s off',
    { ...RECORD, clockOffsetMs: -3_000 },
    'ecs main/api',
    /^AWS's clock is 3 s behind the generator's, and 2 s are the limit\.$/,
  ],
  [
    'the clock of one of several generators is 90 s off',
    { ...RECORD, generatorClockOffsetsMs: [300, 90_000] },
    'ecs main/api',
    /^AWS's clock is 90 s ahead of the generator's, and 2 s are the limit\.$/,
  ],
  [
    'the clock of one of several generators is not known',
    { ...RECORD, generatorClockOffsetsMs: [300, null] },
    'ecs main/api',
    /^How far AWS's clock is from the generator's could not be told/,
  ],
  [
    'watching began after the load',
    { ...RECORD, startedAt: '2026-11-29T07:01:00.000Z' },
    'ecs main/api',
    /^Watching began at 07:01:00 UTC, after the load\.$/,
  ],
  [
    'watching ended before the load',
    { ...RECORD, endedAt: '2026-11-29T07:20:00.000Z' },
    'ecs main/api',
    /^Watching ended at 07:20:00 UTC, before the load\.$/,
  ],
  [
    'the tasks were not seen for 20 s',
    service(({ counts }) => ({
      counts: counts.filter(({ at }) => !/T07:18:(0[5-9]|1\d)/.test(at)),
    })),
    'ecs main/api',
    /^How many tasks there were was not seen from 07:18:00 UTC on for 20 s\.$/,
  ],
  [
    'a task was replaced in the judged time',
    service(({ counts }) => ({
      counts: counts.map((count) =>
        count.at.includes('T07:18:3') ? { ...count, running: 0, pending: 1 } : count,
      ),
    })),
    'ecs main/api',
    /^At 07:18:30 UTC 0 tasks ran and 1 were wanted, where 1 ran and 1 were wanted before: the service was not at rest\.$/,
  ],
  [
    'more tasks ran than are declared',
    reportedOf(RAN, { tasks: 2 }),
    'ecs main/api',
    /^2 tasks of main\/api ran, and no more than 1 are declared: what carried the load is not what is declared\.$/,
  ],
  [
    'as many tasks as are declared were wanted, and another ran beside them',
    service(({ counts }) => ({ counts: counts.map((count) => ({ ...count, running: 2 })) })),
    'ecs main/api',
    /^From 07:\d\d:\d\d UTC on 2 tasks ran and 1 were wanted: the service was not at rest\.$/,
  ],
  [
    'whether it wanted to scale was not seen',
    service(() => ({ decisions: null, unseen: ['AWS denied it.'] })),
    'ecs main/api',
    /Whether it wanted more in vain was not seen\. AWS denied it\.$/,
  ],
  [
    'the clock is not known to the database, either',
    { ...RECORD, clockOffsetMs: null },
    'aurora db',
    /^How far AWS's clock is from the generator's could not be told/,
  ],
  [
    'a minute of the capacity is missing',
    database(({ acuUtilization }) => ({
      acuUtilization: withPoints(acuUtilization, withoutMinute('07:18')),
    })),
    'aurora db',
    /^Nothing was reported of the share of capacity of db at 07:18 UTC\.$/,
  ],
  [
    'a minute of connections is missing',
    database(({ connections }) => ({
      connections: withPoints(connections, withoutMinute('07:18')),
    })),
    'aurora db',
    /^Nothing was reported of the number of connections of db at 07:18 UTC\.$/,
  ],
  [
    'it is of another cluster',
    database(() => ({ cluster: 'other' })),
    'aurora db',
    /^What AWS reported has nothing of the cluster db\.$/,
  ],
  [
    'the requests that its service counted are not those of the load',
    service(({ requests }) => ({
      requests: requests === null ? null : withPoints(requests, later(60_000)),
    })),
    'aurora db',
    /^What AWS reported cannot be relied on \(A2\)\. At 07:\d\d UTC /,
  ],
])('nothing is proven when %s', (_what, record, resource, reason) => {
  const size = judged(record).load.sizing.find((one) => one.resource === resource);
  expect(size?.verdict).toBe('INCONCLUSIVE');
  expect(size?.reason).toMatch(reason);
});

/** A tenth of what the generator sent, as when a CDN answers the rest. */
const TENTH = service(({ requests }) => ({
  requests:
    requests === null
      ? null
      : withPoints(requests, (points) =>
          points.map(({ at, value }) => ({ at, value: Math.round(value / 10) })),
        ),
}));

test.each<[string, DeploymentRecord, string, RegExp]>([
  ['nothing is wrong', RECORD, 'HOLDS L1', /^At 40 requests a second the 95th percentile is /],
  [
    "AWS's clock is 3 s behind",
    { ...RECORD, clockOffsetMs: -3_000 },
    'INCONCLUSIVE A1',
    /^AWS's clock is 3 s behind the generator's, and 2 s are the limit\.$/,
  ],
  [
    'something else answers nine in ten requests',
    TENTH,
    'INCONCLUSIVE A2',
    /^At 07:\d\d UTC the load balancer of main\/api counted \d+ requests, and the generator between \d+ and \d+, which is more than 1 % apart: others send to it, or what AWS reported is of another time\.$/,
  ],
  [
    'more tasks ran than are declared',
    reportedOf(RAN, { tasks: 2 }),
    'INCONCLUSIVE A3',
    /^2 tasks of main\/api ran, and no more than 1 are declared: what carried the load is not what is declared\.$/,
  ],
  [
    'nothing was seen of the service',
    { ...RECORD, services: [] },
    'INCONCLUSIVE A1',
    /^What AWS reported has nothing of the service main\/api\.$/,
  ],
])('what the generator saw of a workload, where %s: %s', (_what, record, verdict, reason) => {
  const [judgement] = judged(record).judgements;
  expect(`${judgement?.verdict} ${judgement?.rule}`).toBe(verdict);
  expect(judgement?.reason).toMatch(reason);
});

test('what a service of another size carried says nothing of the cluster behind the declared one', () => {
  const [, size] = judged(reportedOf(RAN, { tasks: 2 })).load.sizing;
  expect(size).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason:
      'The cluster may not have met all of the load, which ecs main/api is not known to carry. In the ramp of api: 2 tasks of main/api ran, and no more than 1 are declared: what carried the load is not what is declared.',
  });
});

test('what is too slow for its users is so, whoever answered', () => {
  const strict = { ...SPEC, slo: { p95Ms: 100, errorRatio: 0.01 } };
  expect(judged(TENTH, strict).judgements).toMatchObject([{ verdict: 'UNDERSIZED', rule: 'L1' }]);
});

test('all of a load was watched that was until its last answer, though its plan goes on', () => {
  // Its plan ends at 07:29:03.
  const ran = { ...RAN, endedAt: '2026-11-29T07:28:50.000Z' };
  const rulingUntil = (endedAt: string) =>
    rulingsOf(judgeLoad(SPEC, [ran], { ...RECORD, endedAt }).resources, 'A1')[0]?.ruling;
  expect(rulingUntil('2026-11-29T07:28:51.000Z')?.verdict).toBe('HOLDS');
  expect(rulingUntil('2026-11-29T07:28:49.000Z')).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason: 'Watching ended at 07:28:49 UTC, before the load.',
  });
});

test('a shuffled series of CPU, capacity or requests never holds', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    for (const record of [
      service(({ cpuMaximum }) => ({ cpuMaximum: withPoints(cpuMaximum, shuffled(seed)) })),
      service(({ cpuAverage }) => ({ cpuAverage: withPoints(cpuAverage, shuffled(seed)) })),
      service(({ requests }) => ({
        requests: requests === null ? null : withPoints(requests, shuffled(seed)),
      })),
    ]) {
      expect(judged(record).load.sizing[0]?.verdict).not.toBe('HOLDS');
    }
    const mixed = database(({ acu }) => ({ acu: withPoints(acu, shuffled(seed)) }));
    expect(judged(mixed).load.sizing[1]?.verdict).not.toBe('HOLDS');
  }
});

test('each rule is found by its id, for every resource that it is about', () => {
  const { resources } = judged(RECORD);
  expect(rulingsOf(resources, 'O1').map(({ resource: { name } }) => name)).toEqual([
    'main/api',
    'db',
  ]);
  expect(rulingsOf(resources, 'D2').map(({ ruling }) => ruling)).toMatchObject([
    {
      rule: 'D2',
      verdict: 'HOLDS',
      evidence: { connections: 20, limit: 388, minutes: 5 },
      window: { from: expect.stringMatching(/^2026-11-29T07:1/) },
    },
  ]);
});

test.each<[number, string, RegExp]>([
  [0, 'HOLDS', /^In the ramp of api: /],
  [
    120_000,
    'INCONCLUSIVE',
    /the (average|greatest) CPU of main\/api .*not known to be of this load/,
  ],
])('without a load balancer, CPU that is %d ms late: %s', (ms, verdict, reason) => {
  const api = SPEC.clusters?.['main']?.services['api'];
  if (api === undefined) throw new Error('The spec has no service.');
  const main = { containerInsights: true, services: { api: { ...api, loadBalancer: undefined } } };
  const moved = { ...RECORD, services: RECORD.services.map((one) => everyMetric(one, later(ms))) };
  const record = withService(moved, () => ({ requests: null }));
  const [size] = judged(record, { ...SPEC, clusters: { main } }).load.sizing;
  expect(size?.verdict).toBe(verdict);
  expect(size?.reason).toMatch(reason);
});
