import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { describeByNames, LOAD_BALANCERS } from '../elastic-load-balancing-v2/by-names.ts';
import { describeLoadBalancers } from '../elastic-load-balancing-v2/operations.ts';
import { malformed } from '../malformed.ts';
import { dataQueries, observePoints } from './metric-data.ts';
import { declaredQueries, metricKey, type MetricQuery } from './metric-queries.ts';
import { getMetricData, MAX_METRIC_QUERIES_PER_CALL } from './operations.ts';

/** Whole periods of every length that is asked for begin and end there. */
const GRID_MS = 5 * 60 * 1000;

/** A metric over the window of its query. CloudWatch leaves out the periods in which nothing was reported: that is not zero. */
export const MetricSeries = z.strictObject({
  periodSeconds: z.int(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Oldest first. */
  points: z.array(z.strictObject({ at: z.iso.datetime(), value: z.number() })),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

/** Every series of the declared clusters, load balancers, queues, tables and rules, by `metricKey`. Absent: its load balancer does not exist. */
export const metricSeries = defineCollector<MetricSeries>({
  id: 'aws/cloudwatch/metrics',
  title: 'Metrics of the last hour; of storage, of the last three',
  operations: [getMetricData, describeLoadBalancers],
  item: MetricSeries,
  keys: (spec) => declaredQueries(spec).map(metricKey),
  collect: async (context) => {
    const items: Record<string, Observation<MetricSeries>> = {};
    const dimensions = await balancerDimensions(context);
    const asked: Asked[] = [];
    for (const query of declaredQueries(context.spec)) {
      const key = metricKey(query);
      const named = withDimension(query, dimensions);
      if ('state' in named) items[key] = named;
      else asked.push({ key, query: named });
    }
    const observed = await Promise.all(
      batchesOf(asked, MAX_METRIC_QUERIES_PER_CALL).map((batch) => seriesOf(context, batch)),
    );
    return Object.assign(items, ...observed) as Record<string, Observation<MetricSeries>>;
  },
});

interface Asked {
  readonly key: string;
  readonly query: MetricQuery;
}

/** CloudWatch names a load balancer by the end of its ARN, `app/<name>/<id>`. */
async function balancerDimensions(context: CollectContext) {
  return describeByNames(
    context,
    LOAD_BALANCERS,
    Object.keys(context.spec.loadBalancers ?? {}),
    ({ LoadBalancerArn }) => /:loadbalancer\/(.+)$/.exec(LoadBalancerArn ?? '')?.[1] ?? null,
  );
}

function withDimension(
  query: MetricQuery,
  balancers: Readonly<Record<string, Observation<string | null>>>,
): MetricQuery | Observation<never> {
  const name = query.dimensions['LoadBalancer'];
  if (name === undefined) return query;
  const found = balancers[name];
  if (found === undefined || found.state === 'absent') return absent(found?.calls ?? []);
  if (found.state === 'unseen') return found;
  if (found.value === null) {
    return malformed(describeLoadBalancers, found.calls, 'The load balancer has no ARN.');
  }
  return { ...query, dimensions: { ...query.dimensions, LoadBalancer: found.value } };
}

async function seriesOf(
  { aws, takenAt }: CollectContext,
  asked: readonly Asked[],
): Promise<Record<string, Observation<MetricSeries>>> {
  const to = Math.floor(takenAt / GRID_MS) * GRID_MS;
  // A call has one window for all of its series: the longest, of which each series keeps its own part.
  const longest = Math.max(...asked.map(({ query }) => query.windowMinutes));
  const answer = await aws.read(getMetricData, {
    MetricDataQueries: dataQueries(asked.map(({ query }) => query)),
    StartTime: new Date(minutesBefore(to, longest)),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending',
  });
  return Object.fromEntries(
    asked.map(({ key, query: { periodSeconds, windowMinutes } }, place) => {
      const from = minutesBefore(to, windowMinutes);
      const observed = observePoints(answer, place, from);
      if (observed.state !== 'present') return [key, observed];
      const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      const series = { periodSeconds, ...window, points: observed.value };
      return [key, present(series, observed.calls)];
    }),
  );
}

function minutesBefore(to: number, minutes: number): number {
  return to - minutes * 60_000;
}
