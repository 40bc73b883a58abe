import {
  ApplicationAutoScalingClient,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { setTimeout as sleep } from 'node:timers/promises';
import { DENIED } from '../../../collectors/aws/ecs/testing/declared.ts';
import { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { createClients } from '../../aws/clients.ts';
import { createGate } from '../../aws/gate.ts';
import { watchDeployment } from './watch-deployment.ts';
import { WATCHED_OPERATIONS, watchedActions } from './watched-operations.ts';

const ecs = mockClient(ECSClient);
const balancing = mockClient(ElasticLoadBalancingV2Client);
const scaling = mockClient(ApplicationAutoScalingClient);
const cloudWatch = mockClient(CloudWatchClient);

const ARN = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const ALARM = 'TargetTracking-service/main/api-AlarmHigh';

const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  clusters: {
    main: {
      services: {
        api: { loadBalancer: { targetGroup: 'api' }, scaling: { minTasks: 2, maxTasks: 4 } },
        worker: {},
        other: {},
      },
    },
  },
  targetGroups: { api: {}, spare: {} },
  aurora: { orders: { capacity: { minAcu: 1, maxAcu: 2 } }, other: {} },
  load: {
    workloads: { web: { service: 'main/api' } },
    databasePools: {
      'main/api': { aurora: 'orders', connectionsPerTask: 10 },
      'main/worker': { aurora: 'orders', connectionsPerTask: 5 },
    },
  },
} as unknown as Spec;

/** A service that tells so many tasks. */
const service = (serviceName: string, desiredCount: number, runningCount = desiredCount) => ({
  serviceName,
  serviceArn: `arn:aws:ecs:us-east-1:123456789012:service/main/${serviceName}`,
  status: 'ACTIVE',
  ...{ desiredCount, runningCount, pendingCount: desiredCount - runningCount },
});

beforeEach(() => {
  for (const mock of [ecs, balancing, scaling, cloudWatch]) mock.reset();
  ecs
    .on(DescribeServicesCommand)
    .resolves({ services: [service('api', 2), service('worker', 1)], failures: [] });
  ecs.on(ListTasksCommand).resolves({ taskArns: ['old', 'new'] });
  ecs.on(DescribeTasksCommand).callsFake(() => ({
    tasks: [
      { taskArn: 'old', group: 'service:api', createdAt: new Date(0) },
      { taskArn: 'new', group: 'service:api', createdAt: new Date(), pullStoppedAt: new Date() },
    ],
    failures: [],
  }));
  balancing.on(DescribeTargetGroupsCommand).resolves({
    TargetGroups: [
      {
        TargetGroupName: 'api',
        TargetGroupArn: `${ARN}:targetgroup/api/73e2d6bc24d8a067`,
        LoadBalancerArns: [`${ARN}:loadbalancer/app/public/50dc6c495c0c9188`],
      },
    ],
  });
  balancing.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [
      { Target: { Id: '10.0.0.1' }, TargetHealth: { State: 'healthy' } },
      { Target: { Id: '10.0.0.2' }, TargetHealth: { State: 'initial' } },
    ],
  });
  scaling.on(DescribeScalingPoliciesCommand).resolves({
    ScalingPolicies: [{ PolicyName: 'cpu', Alarms: [{ AlarmName: ALARM }] }],
  } as object);
  scaling.on(DescribeScalingActivitiesCommand).resolves({ ScalingActivities: [] });
  cloudWatch.on(DescribeAlarmsCommand).resolves({
    MetricAlarms: [
      {
        AlarmName: ALARM,
        ComparisonOperator: 'GreaterThanThreshold',
        StateValue: 'OK',
      },
    ],
  });
  cloudWatch
    .on(GetMetricDataCommand)
    .callsFake(
      (input: { MetricDataQueries: { Id: string }[]; StartTime: Date; EndTime: Date }) => ({
        MetricDataResults: input.MetricDataQueries.map(({ Id }) => ({
          ...{ Id, StatusCode: 'Complete' },
          ...steady(input.StartTime, input.EndTime),
        })),
      }),
    );
});

function steady(start: Date, end: Date) {
  const Timestamps: Date[] = [];
  for (let at = start.getTime(); at < end.getTime(); at += 60_000) Timestamps.push(new Date(at));
  return { Timestamps, Values: Timestamps.map(() => 42) };
}

/** Watches until `enough`, and tells what was seen. */
async function watchUntil(
  enough: () => boolean,
  signal = new AbortController().signal,
): Promise<DeploymentRecord> {
  const region = 'us-east-1';
  const clients = createClients(
    { region, endpoint: null, requestTimeoutMs: 1_000, sockets: 8 },
    WATCHED_OPERATIONS,
  );
  const watch = watchDeployment({
    spec,
    clock: { now: () => null },
    fuses: { observe: () => Promise.resolve(), records: () => [], calls: () => [] },
    signal,
    onNote: () => undefined,
    intervalMs: 5,
    metricWaitMs: 0,
    settleMs: 0,
    gateUntil: (deadlineMs) =>
      createGate({
        ...{ clients, region, signal, deadlineMs },
        ...{ attemptTimeoutMs: 1_000, rateShare: 1, concurrency: { total: 8, perService: 8 } },
      }),
  });
  for (let turn = 0; turn < 1_000 && !enough(); turn += 1) await sleep(5);
  const record = await watch.end();
  clients.close();
  return DeploymentRecord.parse(record);
}

const afterLooks = (looks: number) => () =>
  ecs.commandCalls(DescribeServicesCommand).length >= looks &&
  cloudWatch.commandCalls(DescribeAlarmsCommand).length > 0 &&
  ecs.commandCalls(DescribeTasksCommand).length > 0;

const serviceIn = ({ services }: DeploymentRecord, name = 'main/api') =>
  services.find(({ service: key }) => key === name);

test('tells what was seen of the services that are loaded or share their database, and of no other', async () => {
  const record = await watchUntil(afterLooks(3));
  expect(record.services.map(({ service: name }) => name)).toEqual(['main/api', 'main/worker']);
  expect(record.databases.map(({ cluster }) => cluster)).toEqual(['orders']);
  const api = serviceIn(record);
  expect(api?.counts.length).toBeGreaterThanOrEqual(3);
  expect(api?.counts[0]).toMatchObject({ desired: 2, running: 2, pending: 0, healthy: 1 });
  expect(api?.tasks).toMatchObject([{ arn: 'new', startedAt: null }]);
  expect(api).toMatchObject({ decisions: [], alarmAt: null, unseen: [] });
  expect(api?.cpuMaximum).toMatchObject({ state: 'reported', periodSeconds: 60 });
  expect(api?.requests).toMatchObject({ state: 'reported' });
  const worker = serviceIn(record, 'main/worker');
  expect(worker?.counts[0]).toMatchObject({ running: 1, healthy: null });
  expect(worker).toMatchObject({ requests: null, unseen: [] });
  expect(record.databases[0]?.acu).toMatchObject({ state: 'reported' });
  expect(record.clockOffsetMs).toBeNull();
  const [asked] = cloudWatch.commandCalls(GetMetricDataCommand);
  expect(asked?.args[0].input.MetricDataQueries).toHaveLength(5 + 4 + 4);
  expect(asked?.args[0].input.MetricDataQueries?.[4]?.MetricStat?.Metric?.Dimensions).toEqual([
    { Name: 'LoadBalancer', Value: 'app/public/50dc6c495c0c9188' },
    { Name: 'TargetGroup', Value: 'targetgroup/api/73e2d6bc24d8a067' },
  ]);
});

test('watching ended with the load, and not when all was read', async () => {
  let readMs = Number.POSITIVE_INFINITY;
  cloudWatch.on(GetMetricDataCommand).callsFake(async () => {
    readMs = Math.min(readMs, Date.now());
    await sleep(20);
    return { MetricDataResults: [] };
  });
  const record = await watchUntil(afterLooks(1));
  expect(Date.parse(record.endedAt)).toBeLessThanOrEqual(readMs);
});

test('each look asks AWS again, and what does not change is asked for once', async () => {
  let desired = 2;
  ecs.on(DescribeServicesCommand).callsFake(() => {
    desired += 1;
    return { services: [service('api', desired), service('worker', 1)], failures: [] };
  });
  const record = await watchUntil(afterLooks(4));
  const seen = serviceIn(record)?.counts.map((count) => count.desired) ?? [];
  expect(seen.slice(0, 4)).toEqual([3, 4, 5, 6]);
  expect(balancing.commandCalls(DescribeTargetGroupsCommand).length).toBeLessThan(4);
});

test.each<[string, () => void, string]>([
  [
    'is denied',
    () => ecs.on(DescribeServicesCommand).rejects(DENIED),
    'The number of tasks was not seen. AWS denied ecs:DescribeServices.',
  ],
  [
    'lacks a number',
    () =>
      ecs.on(DescribeServicesCommand).resolves({
        services: [{ ...service('api', 2), runningCount: undefined }, service('worker', 1)],
      }),
    'The number of tasks was not seen. The answer to ecs:DescribeServices lacks a number of tasks.',
  ],
  [
    'does not have the service',
    () =>
      ecs.on(DescribeServicesCommand).resolves({
        services: [service('worker', 1)],
        failures: [{ arn: 'main/api', reason: 'MISSING' }],
      }),
    'The number of tasks was not seen. The service does not exist.',
  ],
])('an answer that %s is a gap and never a zero', async (_what, answer, sentence) => {
  answer();
  const api = serviceIn(await watchUntil(afterLooks(3)));
  expect(api?.counts).toEqual([]);
  expect(api?.unseen).toHaveLength(1);
  expect(api?.unseen[0]).toContain(sentence);
  expect(api?.unseen[0]).toMatch(/It was so \d+ times, first at 20\S+Z\.$/);
});

test('a look that fails is a gap between those that did not', async () => {
  ecs
    .on(DescribeServicesCommand)
    .resolvesOnce({ services: [service('api', 2), service('worker', 1)] })
    .rejectsOnce(DENIED)
    .resolves({ services: [service('api', 4, 3), service('worker', 1)] });
  const api = serviceIn(await watchUntil(afterLooks(3)));
  expect(api?.counts.map(({ running }) => running).slice(0, 2)).toEqual([2, 3]);
  expect(api?.unseen).toHaveLength(1);
  expect(api?.unseen[0]).toMatch(
    /^The number of tasks was not seen\..* It takes the permission ecs:DescribeServices\.$/,
  );
});

test.each<[string, () => void, string, object]>([
  [
    'the health of targets',
    () => balancing.on(DescribeTargetHealthCommand).rejects(DENIED),
    'The number of healthy tasks was not seen.',
    { counts: expect.arrayContaining([expect.objectContaining({ running: 2, healthy: null })]) },
  ],
  [
    'tasks',
    () => ecs.on(ListTasksCommand).rejects(DENIED),
    'The times of its tasks were not seen.',
    { tasks: [] },
  ],
  [
    'scaling activities',
    () => scaling.on(DescribeScalingActivitiesCommand).rejects(DENIED),
    'How it scaled was not seen.',
    { decisions: null },
  ],
  [
    'alarms',
    () => cloudWatch.on(DescribeAlarmsCommand).rejects(DENIED),
    'The alarms of its scaling policies were not seen.',
    { alarmAt: null },
  ],
  [
    'scaling policies',
    () => scaling.on(DescribeScalingPoliciesCommand).rejects(DENIED),
    'The alarms of its scaling policies were not seen.',
    { alarmAt: null },
  ],
])(
  'without the permission to see %s it says so, and sees the rest',
  async (_what, deny, sentence, facts) => {
    deny();
    const record = await watchUntil(() => ecs.commandCalls(DescribeServicesCommand).length >= 3);
    const api = serviceIn(record);
    expect(api).toMatchObject(facts);
    expect(api?.counts.length).toBeGreaterThan(0);
    expect(api?.unseen[0]).toContain(sentence);
    expect(api?.unseen[0]).toContain('It takes the permission ');
  },
);

test('without the permission to see metrics each of them is unseen', async () => {
  cloudWatch.on(GetMetricDataCommand).rejects(DENIED);
  const record = await watchUntil(afterLooks(1));
  const api = serviceIn(record);
  const why =
    /^AWS denied cloudwatch:GetMetricData\..* It takes the permission cloudwatch:GetMetricData\.$/;
  for (const metric of [api?.cpuAverage, api?.requests, record.databases[0]?.connections]) {
    expect(metric).toEqual({ state: 'unseen', why: expect.stringMatching(why) });
  }
});

test('a target group that cannot be seen has no requests to be zero', async () => {
  balancing.on(DescribeTargetGroupsCommand).rejects(DENIED);
  const api = serviceIn(await watchUntil(afterLooks(1)));
  expect(api?.requests).toMatchObject({ state: 'unseen' });
  expect(api?.cpuAverage).toMatchObject({ state: 'reported' });
});

test.each([
  ['since the load began', 60_000, true],
  ['from before', -60_000, false],
])('an alarm %s is told by the time that is known of it', async (_what, afterMs, isAwsTime) => {
  const since = new Date(Date.now() + afterMs);
  cloudWatch.on(DescribeAlarmsCommand).resolves({
    MetricAlarms: [
      {
        AlarmName: ALARM,
        ComparisonOperator: 'GreaterThanThreshold',
        StateValue: 'ALARM',
        StateTransitionedTimestamp: since,
      },
    ],
  });
  const alarmAt = serviceIn(await watchUntil(afterLooks(2)))?.alarmAt ?? '';
  expect(Date.parse(alarmAt)).toBeGreaterThan(since.getTime() - 1);
  expect(alarmAt === since.toISOString()).toBe(isAwsTime);
});

test('an alarm that wants fewer tasks wants no more', async () => {
  cloudWatch.on(DescribeAlarmsCommand).resolves({
    MetricAlarms: [
      {
        AlarmName: ALARM,
        ComparisonOperator: 'LessThanThreshold',
        StateValue: 'ALARM',
        StateTransitionedTimestamp: new Date(),
      },
    ],
  });
  expect(serviceIn(await watchUntil(afterLooks(2)))?.alarmAt).toBeNull();
});

test('interrupted, it keeps what was seen and says of the rest that it was not', async () => {
  const interrupt = new AbortController();
  const enough = afterLooks(2);
  const record = await watchUntil(() => {
    if (!enough()) return false;
    interrupt.abort();
    return true;
  }, interrupt.signal);
  const api = serviceIn(record);
  expect(api?.counts.length).toBeGreaterThan(0);
  expect(api?.decisions).toBeNull();
  expect(api?.cpuAverage).toEqual({
    state: 'unseen',
    why: 'It was not read. The run was interrupted before it had settled.',
  });
});

test('what looks like a secret is not kept', async () => {
  scaling.on(DescribeScalingActivitiesCommand).resolves({
    ScalingActivities: [
      {
        ...{ ActivityId: '1', ServiceNamespace: 'ecs', ResourceId: 'r', StatusCode: 'Failed' },
        ...{ ScalableDimension: 'ecs:service:DesiredCount', Description: 'd' },
        Cause: 'key AKIAIOSFODNN7EXAMPLE',
        StartTime: new Date(Date.now() + 60_000),
      },
    ],
  });
  const record = await watchUntil(afterLooks(1));
  expect(serviceIn(record)?.decisions?.[0]?.cause).toBe('key [redacted]');
});

test('a call that is made again and again is kept once for each outcome', async () => {
  const { calls } = await watchUntil(afterLooks(5));
  const keys = calls.map(({ id, outcome }) => `${id} ${outcome}`);
  expect(new Set(keys).size).toBe(keys.length);
  // Nothing is sent that is not listed by `load plan`.
  const sent = new Set(calls.map(({ operation }) => operation));
  expect([...sent].sort()).toEqual(watchedActions(spec));
});
