import { expect, test } from '@jest/globals';
import { metricsOf, periodBetween, serviceCpu, type TargetLook } from './played-metrics.ts';

const look = (atMs: number, busyMs: number, slotMs: number, served: number): TargetLook => ({
  usage: { atMs, busyMs, slotMs },
  served,
});
const BEFORE = look(1_000, 500, 4_000, 10);

test.each([
  [
    'what was busy, of what there was',
    look(3_000, 4_500, 12_000, 130),
    { busy: 50, requests: 120, requestsPerSecond: 60 },
  ],
  [
    'nothing to do is no load',
    look(3_000, 500, 12_000, 10),
    { busy: 0, requests: 0, requestsPerSecond: 0 },
  ],
  [
    'never more than all',
    look(3_000, 9_500, 12_000, 10),
    { busy: 100, requests: 0, requestsPerSecond: 0 },
  ],
  ['no time has passed', BEFORE, null],
  ['the target was started again', look(500, 100, 2_000, 3), null],
])('of two looks: %s', (_what, after, expected) => {
  expect(periodBetween(BEFORE, after)).toEqual(expected);
});

test('reports of service, balancer and database what AWS would', () => {
  const period = { busy: 50, requests: 120, requestsPerSecond: 60 };
  const metrics = metricsOf(period, {
    at: new Date('2026-11-29T12:00:00Z'),
    cluster: 'main',
    service: 'api',
    tasks: { running: 4, serving: 4 },
    loadBalancer: 'app/shop/1',
    targetGroup: 'targetgroup/api/2',
    database: { cluster: 'shop', minAcu: 0.5, maxAcu: 2, connectionsPerTask: 10 },
  });
  const told = metrics.flatMap(({ namespace, data }) =>
    data.map(({ MetricName, Dimensions = [], Value, StatisticValues }) => [
      [namespace, MetricName, ...Dimensions.map(({ Name, Value: of }) => `${Name}=${of}`)].join(
        ' ',
      ),
      Value ?? StatisticValues,
    ]),
  );
  expect(told).toEqual([
    [
      'AWS/ECS CPUUtilization ClusterName=main ServiceName=api',
      { SampleCount: 4, Sum: 200, Minimum: 47.5, Maximum: 52.5 },
    ],
    [
      'AWS/ECS MemoryUtilization ClusterName=main ServiceName=api',
      { SampleCount: 4, Sum: 160, Minimum: 38, Maximum: 42 },
    ],
    ['AWS/ApplicationELB RequestCount LoadBalancer=app/shop/1', 120],
    ['AWS/ApplicationELB RequestCount LoadBalancer=app/shop/1 TargetGroup=targetgroup/api/2', 120],
    ['AWS/RDS ServerlessDatabaseCapacity DBClusterIdentifier=shop', 1.1],
    ['AWS/RDS ACUUtilization DBClusterIdentifier=shop', 55.00000000000001],
    ['AWS/RDS DatabaseConnections DBClusterIdentifier=shop', 40],
  ]);
});

test('of a service without a declared database nothing of one is reported, and no task is busier than it can be', () => {
  const metrics = metricsOf(
    { busy: 99, requests: 1, requestsPerSecond: 1 },
    {
      at: new Date(0),
      cluster: 'main',
      service: 'api',
      tasks: { running: 1, serving: 1 },
      loadBalancer: 'app/shop/1',
      targetGroup: 'targetgroup/api/2',
      database: null,
    },
  );
  expect(metrics.map(({ namespace }) => namespace)).toEqual(['AWS/ECS', 'AWS/ApplicationELB']);
  expect(metrics[0]?.data[0]?.StatisticValues).toEqual({
    SampleCount: 1,
    Sum: 99,
    Minimum: 98,
    Maximum: 100,
  });
});

test('what runs and takes no traffic yet is idle, so that the service is on average', () => {
  const period = { busy: 90, requests: 1, requestsPerSecond: 1 };
  const tasks = { running: 3, serving: 2 };
  expect(serviceCpu(period, tasks)).toBe(60);
  const [service] = metricsOf(period, {
    at: new Date(0),
    cluster: 'main',
    service: 'api',
    tasks,
    loadBalancer: 'app/shop/1',
    targetGroup: 'targetgroup/api/2',
    database: null,
  });
  const told = service?.data.map(({ StatisticValues }) => StatisticValues);
  expect(told).toEqual([
    { SampleCount: 3, Sum: 180, Minimum: 0, Maximum: 94.5 },
    { SampleCount: 3, Sum: 123, Minimum: 35, Maximum: 44 * 1.05 },
  ]);
});

test('of a service of which nothing runs no CPU is known, and none is reported', () => {
  expect(
    serviceCpu({ busy: 0, requests: 0, requestsPerSecond: 0 }, { running: 0, serving: 0 }),
  ).toBeNull();
});
