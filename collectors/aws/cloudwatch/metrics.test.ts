import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith, TAKEN_AT } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import {
  clusterQueries,
  declaredQueries,
  loadBalancerQueries,
  metricKey,
  queueQueries,
} from './metric-queries.ts';
import { metricSeries } from './metrics.ts';

const cloudWatch = mockClient(CloudWatchClient);
const balancing = mockClient(ElasticLoadBalancingV2Client);

const spec = { queues: { tasks: {} }, loadBalancers: { public: {} } } as unknown as Partial<Spec>;
const AGE = metricKey(queueQueries('tasks').oldestMessageAge);
const REQUESTS = metricKey(loadBalancerQueries('public').requests);
const AT = new Date('2026-11-23T11:05:00.000Z');

/** Answers every query of a call with the same facts. */
function answerAll(facts: object) {
  cloudWatch
    .on(GetMetricDataCommand)
    .callsFake((input: { MetricDataQueries: { Id: string }[] }) => ({
      MetricDataResults: input.MetricDataQueries.map(({ Id }) => ({ Id, ...facts })),
    }));
}

beforeEach(() => {
  cloudWatch.reset();
  balancing.reset();
  balancing.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [
      {
        LoadBalancerName: 'public',
        LoadBalancerArn:
          'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/public/50dc6c495c0c9188',
      },
    ],
  });
  answerAll({ StatusCode: 'Complete', Timestamps: [AT], Values: [42] });
});

test('asks for the whole periods of the last hour, by the names of CloudWatch', async () => {
  const { items, operations } = await collectWith(metricSeries, spec);
  expect(items[REQUESTS]).toMatchObject({
    state: 'present',
    value: {
      periodSeconds: 300,
      from: '2026-11-23T11:00:00.000Z',
      to: '2026-11-23T12:00:00.000Z',
      points: [{ at: '2026-11-23T11:05:00.000Z', value: 42 }],
    },
  });
  const [call] = cloudWatch.commandCalls(GetMetricDataCommand);
  const input = call?.args[0].input;
  expect(input).toMatchObject({
    StartTime: new Date(TAKEN_AT - 60 * 60 * 1000),
    EndTime: new Date(TAKEN_AT),
    ScanBy: 'TimestampAscending',
    MaxDatapoints: 100_800,
  });
  expect(input?.MetricDataQueries).toContainEqual({
    Id: 'q0',
    MetricStat: {
      Metric: {
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'RequestCount',
        Dimensions: [{ Name: 'LoadBalancer', Value: 'app/public/50dc6c495c0c9188' }],
      },
      Period: 300,
      Stat: 'Sum',
    },
  });
  expect(operations).toEqual([
    'cloudwatch:GetMetricData',
    'elasticloadbalancing:DescribeLoadBalancers',
  ]);
  expect(actionsOf(metricSeries)).toEqual(operations);
  expect(Object.keys(items).sort()).toEqual([...metricSeries.keys(spec as Spec)].sort());
});

test('one window takes in the longest that is asked for, and each series keeps its own part', async () => {
  const early = new Date('2026-11-23T09:05:00.000Z');
  answerAll({ StatusCode: 'Complete', Timestamps: [early, AT], Values: [7, 42] });
  const { items } = await collectWith(metricSeries, { aurora: { main: {} } } as unknown as Spec);
  const calls = cloudWatch.commandCalls(GetMetricDataCommand);
  expect(calls.map(({ args: [{ input }] }) => input.StartTime)).toEqual([
    new Date(TAKEN_AT - 3 * 60 * 60 * 1000),
  ]);
  const { volumeBytesUsed, connections } = clusterQueries('main');
  expect(items[metricKey(volumeBytesUsed)]).toMatchObject({
    value: { from: '2026-11-23T09:00:00.000Z', points: [{ value: 7 }, { value: 42 }] },
  });
  expect(items[metricKey(connections)]).toMatchObject({
    value: { from: '2026-11-23T11:00:00.000Z', points: [{ value: 42 }] },
  });
});

test('each series has a key of its own', () => {
  const keys = declaredQueries({
    aurora: { main: {} },
    loadBalancers: { main: {} },
    queues: { main: {} },
    tables: { main: { indexes: { main: {}, other: {} } } },
    buses: { main: { rules: { main: {} } } },
  } as unknown as Spec).map(metricKey);
  expect(keys).toEqual([...new Set(keys)]);
  expect(keys).toContain(metricKey(clusterQueries('main').acuUtilization));
});

test('no value was reported: that is an empty series, and no zero', async () => {
  answerAll({ StatusCode: 'Complete', Timestamps: [], Values: [] });
  const { items } = await collectWith(metricSeries, spec);
  expect(items[AGE]).toMatchObject({ state: 'present', value: { points: [] } });
});

test('a series that goes on in a second page is whole', async () => {
  const later = new Date('2026-11-23T11:10:00.000Z');
  cloudWatch
    .on(GetMetricDataCommand)
    .resolvesOnce({
      MetricDataResults: [{ Id: 'q0', StatusCode: 'PartialData', Timestamps: [AT], Values: [1] }],
      NextToken: 'more',
    })
    .resolves({
      MetricDataResults: [{ Id: 'q0', StatusCode: 'Complete', Timestamps: [later], Values: [2] }],
    });
  const { items } = await collectWith(metricSeries, { queues: spec.queues });
  expect(items[AGE]).toMatchObject({
    state: 'present',
    value: { points: [{ value: 1 }, { value: 2 }] },
  });
});

describe('a series that CloudWatch did not give is not seen', () => {
  test.each([
    ['PartialData', 'partial-failure'],
    ['InternalError', 'partial-failure'],
    ['Forbidden', 'denied'],
    [undefined, 'partial-failure'],
  ])('%s', async (StatusCode, kind) => {
    answerAll({ StatusCode, Timestamps: [AT], Values: [1] });
    const { items } = await collectWith(metricSeries, spec);
    expect(items[AGE]).toMatchObject({ state: 'unseen', cause: { kind } });
  });

  test.each<[string, object]>([
    ['its values are missing', { StatusCode: 'Complete', Timestamps: [AT] }],
    ['a value is missing', { StatusCode: 'Complete', Timestamps: [AT], Values: [] }],
    ['another series is there in its place', { StatusCode: 'Complete', Id: 'other' }],
  ])('%s', async (_, facts) => {
    answerAll(facts);
    const { items } = await collectWith(metricSeries, spec);
    expect(items[AGE]).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
  });
});

test('a denial is not seen, for every series', async () => {
  cloudWatch.on(GetMetricDataCommand).rejects(DENIED);
  const { items } = await collectWith(metricSeries, spec);
  expect(Object.values(items).map(({ state }) => state)).toEqual(
    metricSeries.keys(spec as Spec).map(() => 'unseen'),
  );
});

test('a load balancer that does not exist has no metrics; of others nothing is lost', async () => {
  const missing = Object.assign(new Error('no such load balancer'), {
    name: 'LoadBalancerNotFound',
  });
  balancing.on(DescribeLoadBalancersCommand).rejects(missing);
  const { items } = await collectWith(metricSeries, spec);
  expect(items[REQUESTS]?.state).toBe('absent');
  expect(items[AGE]?.state).toBe('present');
});

test('a load balancer that could not be looked up leaves its metrics unseen', async () => {
  balancing.on(DescribeLoadBalancersCommand).rejects(DENIED);
  const { items } = await collectWith(metricSeries, spec);
  expect(items[REQUESTS]).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
  expect(items[AGE]?.state).toBe('present');
});

test('more queries than one call takes are asked in several', async () => {
  const queues = Object.fromEntries(Array.from({ length: 251 }, (_, index) => [`q${index}`, {}]));
  await collectWith(metricSeries, { queues } as unknown as Partial<Spec>);
  const sizes = cloudWatch
    .commandCalls(GetMetricDataCommand)
    .map(({ args: [{ input }] }) => input.MetricDataQueries?.length);
  expect(sizes).toEqual([500, 2]);
});
