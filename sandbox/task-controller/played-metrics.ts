import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { SlotUsage } from '../load-target/slots.ts';
import type { PlayedDatabase } from './played-service.ts';

/** What the target told at one moment, as far as it is made metrics of. */
export interface TargetLook {
  readonly usage: SlotUsage;
  readonly served: number;
}

/** What was between two looks at the target. */
export interface PlayedPeriod {
  /** Per cent of the slots that were busy, on average: how busy each task was that takes traffic. */
  readonly busy: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
}

/** Null when no time passed, or when the target is another one: a share of nothing is not known. */
export function periodBetween(before: TargetLook, after: TargetLook): PlayedPeriod | null {
  const slotMs = after.usage.slotMs - before.usage.slotMs;
  const passedMs = after.usage.atMs - before.usage.atMs;
  const requests = after.served - before.served;
  if (!(slotMs > 0 && passedMs > 0 && requests >= 0)) return null;
  const busyMs = after.usage.busyMs - before.usage.busyMs;
  return {
    // Slots that end what they served after there are fewer of them are busy beyond what there is.
    busy: Math.min(100, Math.max(0, (100 * busyMs) / slotMs)),
    requests,
    requestsPerSecond: (1000 * requests) / passedMs,
  };
}

/** The tasks of a service, as they are at the end of a period. */
export interface PlayedTasks {
  readonly running: number;
  /** Those of them that take traffic; what runs and does not yet is idle. */
  readonly serving: number;
}

/** Per cent, on average of all tasks that run; null when none does. */
export function serviceCpu({ busy }: PlayedPeriod, tasks: PlayedTasks): number | null {
  return tasks.running === 0 ? null : (busy * servingOf(tasks)) / tasks.running;
}

/** A task that is stopped may take traffic for a moment longer than it is counted. */
function servingOf({ running, serving }: PlayedTasks): number {
  return Math.min(running, serving);
}

/** The namespaces that AWS reports in, and what it would report of a period. */
export interface PlayedMetrics {
  readonly namespace: 'AWS/ECS' | 'AWS/ApplicationELB' | 'AWS/RDS';
  readonly data: readonly MetricDatum[];
}

/** All slots take from one line, so that tasks are equally busy; of real ones, one is a little busier than the others. */
const SPREAD = 0.05;

/** Made up: the target uses no memory that would tell anything. In per cent of what a task reserves. */
const IDLE_MEMORY = 35;
const BUSY_MEMORY = 0.1;

/** Made up: what one request a second costs the database. */
const ACU_PER_REQUEST = 0.01;

/** What AWS would report of a period. Database and memory are made up, in proportion to the load. */
export function metricsOf(
  period: PlayedPeriod,
  of: {
    readonly at: Date;
    readonly cluster: string;
    readonly service: string;
    readonly tasks: PlayedTasks;
    /** By the ends of their ARNs. */
    readonly loadBalancer: string;
    readonly targetGroup: string;
    readonly database: PlayedDatabase | null;
  },
): readonly PlayedMetrics[] {
  const ofService = { ClusterName: of.cluster, ServiceName: of.service };
  const ofBalancer = { LoadBalancer: of.loadBalancer };
  const requests = { Value: period.requests, Unit: 'Count' as const };
  return [
    {
      namespace: 'AWS/ECS',
      data: [
        ...ofTasks(of.tasks, period.busy, 0, 1).map((value) =>
          datum('CPUUtilization', ofService, of.at, value),
        ),
        ...ofTasks(of.tasks, period.busy, IDLE_MEMORY, BUSY_MEMORY).map((value) =>
          datum('MemoryUtilization', ofService, of.at, value),
        ),
      ],
    },
    {
      namespace: 'AWS/ApplicationELB',
      data: [
        datum('RequestCount', ofBalancer, of.at, requests),
        datum('RequestCount', { ...ofBalancer, TargetGroup: of.targetGroup }, of.at, requests),
      ],
    },
    ...(of.database === null ? [] : [databaseMetrics(of.database, period, of.at, of.tasks)]),
  ];
}

function databaseMetrics(
  { cluster, minAcu, maxAcu, connectionsPerTask }: PlayedDatabase,
  { requestsPerSecond }: PlayedPeriod,
  at: Date,
  { running }: PlayedTasks,
): PlayedMetrics {
  const acu = Math.min(maxAcu, minAcu + ACU_PER_REQUEST * requestsPerSecond);
  const of = { DBClusterIdentifier: cluster };
  return {
    namespace: 'AWS/RDS',
    data: [
      datum('ServerlessDatabaseCapacity', of, at, { Value: acu }),
      datum('ACUUtilization', of, at, { Value: (100 * acu) / maxAcu, Unit: 'Percent' }),
      datum('DatabaseConnections', of, at, {
        Value: running * connectionsPerTask,
        Unit: 'Count',
      }),
    ],
  };
}

/** A sample of each task that runs: `idle`, and as many times how busy it is. None when none runs. */
function ofTasks(
  tasks: PlayedTasks,
  busy: number,
  idle: number,
  times: number,
): readonly Partial<MetricDatum>[] {
  const { running } = tasks;
  const serving = servingOf(tasks);
  if (running === 0) return [];
  const value = idle + times * busy;
  const spread = Math.min(value * SPREAD, 100 - value);
  return [
    {
      Unit: 'Percent',
      StatisticValues: {
        SampleCount: running,
        Sum: value * serving + idle * (running - serving),
        Minimum: serving < running ? idle : value - spread,
        Maximum: serving === 0 ? idle : value + spread,
      },
    },
  ];
}

function datum(
  MetricName: string,
  dimensions: Readonly<Record<string, string>>,
  Timestamp: Date,
  value: Partial<MetricDatum>,
): MetricDatum {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { MetricName, Dimensions, Timestamp, ...value };
}
