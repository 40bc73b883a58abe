import { batchesOf } from '../../../collectors/aws/batches.ts';
import {
  dataQueries,
  observePoints,
  type MetricPoint,
} from '../../../collectors/aws/cloudwatch/metric-data.ts';
import {
  getMetricData,
  MAX_METRIC_QUERIES_PER_CALL,
} from '../../../collectors/aws/cloudwatch/operations.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type {
  DatabaseRecord,
  QueueRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../../core/load/deployment-record.ts';
import type { Observation } from '../../../core/observation.ts';
import type { PassingRule } from '../../../load/plan/passing-rules.ts';
import {
  balancerDimensions,
  databaseMetrics,
  PERIOD_SECONDS,
  queueMetrics,
  ruleMetrics,
  serviceMetrics,
  type WantedMetric,
} from './reported-metrics.ts';
import { settledMetrics, type SettleOptions } from './settled-metrics.ts';
import type { WatchedParts, WatchedService } from './watched-parts.ts';

const PERIOD_MS = PERIOD_SECONDS * 1000;

export interface ReadOptions extends Omit<SettleOptions, 'lastMinuteMs'> {
  /** When load began to be sent, and when it was over, in epoch milliseconds by AWS's clock. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What CloudWatch reported of the watched services, databases and queues. */
export interface ReadMetrics {
  ofService(
    service: WatchedService,
  ): Pick<
    ServiceRecord,
    'cpuAverage' | 'cpuMaximum' | 'memoryAverage' | 'memoryMaximum' | 'requests'
  >;
  ofDatabase(cluster: string): Omit<DatabaseRecord, 'cluster'>;
  ofQueue(queue: string): Pick<QueueRecord, 'oldestAge' | 'sent' | 'deleted'>;
  /** How many events a rule did not deliver. */
  failuresOf(rule: Pick<PassingRule, 'bus' | 'rule'>): ReportedMetric;
}

/** Reads the metrics of the whole minutes around a load, until they have settled. `contextOnce` gives each reading its own way to AWS. */
export async function readMetrics(
  parts: WatchedParts,
  contextOnce: () => CollectContext,
  { fromMs, toMs, ...settle }: ReadOptions,
): Promise<ReadMetrics> {
  const balancers = await balancerDimensions(contextOnce(), parts);
  const services = new Map(
    parts.services.map((service) => [
      service.key,
      serviceMetrics(service, balancers.get(service.key) ?? null),
    ]),
  );
  const databases = new Map(parts.databases.map((cluster) => [cluster, databaseMetrics(cluster)]));
  const queues = new Map(parts.queues.map(({ queue }) => [queue, queueMetrics(queue)]));
  const rules = new Map(
    parts.queues.flatMap((queue) =>
      queue.rules.map((rule) => [ruleKey(rule), ruleMetrics(rule)] as const),
    ),
  );
  const wanted = [
    ...[...services.values(), ...databases.values()],
    ...[...queues.values(), ...rules.values()],
  ]
    .flatMap((metrics) => Object.values<WantedMetric | string | null>({ ...metrics }))
    .filter((metric) => metric !== null && typeof metric !== 'string');

  const window = { fromMs: periodOf(fromMs), toMs: periodOf(toMs) + PERIOD_MS };
  const settled = await settledMetrics(wanted, () => readOnce(contextOnce(), wanted, window), {
    ...settle,
    // The minute in which the load was over may have had none of it.
    lastMinuteMs: Math.max(window.fromMs, window.toMs - 2 * PERIOD_MS),
  });
  const reported = (metric: WantedMetric | string | undefined): ReportedMetric => {
    if (typeof metric === 'string') return { state: 'unseen', why: metric };
    const found = metric === undefined ? undefined : settled[wanted.indexOf(metric)];
    return found ?? { state: 'unseen', why: 'It was not asked for.' };
  };
  return {
    ofService: ({ key }) => {
      const asked = services.get(key);
      return {
        cpuAverage: reported(asked?.cpuAverage),
        cpuMaximum: reported(asked?.cpuMaximum),
        memoryAverage: reported(asked?.memoryAverage),
        memoryMaximum: reported(asked?.memoryMaximum),
        requests: asked?.requests === null ? null : reported(asked?.requests),
      };
    },
    ofDatabase: (cluster) => {
      const asked = databases.get(cluster);
      return {
        acu: reported(asked?.acu),
        acuUtilization: reported(asked?.acuUtilization),
        connections: reported(asked?.connections),
        commitLatency: reported(asked?.commitLatency),
      };
    },
    ofQueue: (queue) => {
      const asked = queues.get(queue);
      return {
        oldestAge: reported(asked?.oldestAge),
        sent: reported(asked?.sent),
        deleted: reported(asked?.deleted),
      };
    },
    failuresOf: (rule) => reported(rules.get(ruleKey(rule))?.failed),
  };
}

function ruleKey({ bus, rule }: Pick<PassingRule, 'bus' | 'rule'>): string {
  return `${bus}/${rule}`;
}

/** The beginning of the period of a moment, in epoch milliseconds. */
function periodOf(ms: number): number {
  return Math.floor(ms / PERIOD_MS) * PERIOD_MS;
}

async function readOnce(
  { aws }: CollectContext,
  wanted: readonly WantedMetric[],
  { fromMs, toMs }: Pick<ReadOptions, 'fromMs' | 'toMs'>,
): Promise<readonly Observation<readonly MetricPoint[]>[]> {
  const read = await Promise.all(
    batchesOf(wanted, MAX_METRIC_QUERIES_PER_CALL).map(async (batch) => {
      const answer = await aws.read(getMetricData, {
        MetricDataQueries: dataQueries(batch.map(({ query }) => query)),
        StartTime: new Date(fromMs),
        EndTime: new Date(toMs),
        ScanBy: 'TimestampAscending',
      });
      return batch.map((_, place) => observePoints(answer, place, fromMs));
    }),
  );
  return read.flat();
}
