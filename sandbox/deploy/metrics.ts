import {
  clusterQueries,
  loadBalancerQueries,
  type MetricQuery,
  queueQueries,
  ruleQueries,
  tableQueries,
} from '../../collectors/aws/cloudwatch/metric-queries.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { SERIES_STATE, seriesName, SteadySeries } from '../overlay/metric-state.ts';
import type { SandboxContext } from './context.ts';
import { loadBalancerArn } from './lookup.ts';

const GIB = 2 ** 30;

/** What AWS would report of the declared things in an hour of light and healthy traffic. Nothing is reported of errors, as there are none. */
export async function deployMetrics(context: SandboxContext): Promise<void> {
  const reported = healthyHour(context.spec);
  if (reported.length === 0) return;
  await context.make('metrics', context.spec.deployment, async () => {
    for (const [query, value] of reported) await reportMetric(context, query, value);
  });
}

/** Makes a metric steady at a value, or unreported by null, and tells what it was. */
export async function reportMetric(
  context: SandboxContext,
  query: MetricQuery,
  value: number | null,
): Promise<number | null> {
  const { overlay, account, region } = context;
  const key = `${account}/${region}/${SERIES_STATE}`;
  const series = SteadySeries.parse((await overlay.readState(key)) ?? {});
  const name = seriesName({ ...query, dimensions: await dimensionsOf(context, query) });
  await overlay.writeState(key, { ...series, [name]: value });
  return series[name] ?? null;
}

function healthyHour(spec: Spec): readonly (readonly [MetricQuery, number])[] {
  return [
    ...Object.entries(spec.aurora ?? {}).flatMap(([name, declared]) => {
      const { maxConnections, maxReplicaLagMs, maxStorageGiB } = declared;
      const queries = clusterQueries(name);
      return [
        [queries.acuUtilization, 40],
        [queries.connections, Math.floor((maxConnections ?? 20) / 2)],
        [queries.replicaLag, Math.floor((maxReplicaLagMs ?? 40) / 2)],
        [queries.volumeBytesUsed, ((maxStorageGiB ?? 20) / 2) * GIB],
      ] as const;
    }),
    ...Object.keys(spec.loadBalancers ?? {}).flatMap((name) => {
      const queries = loadBalancerQueries(name);
      return [
        [queries.requests, 3_000],
        [queries.responseTime, (spec.slo?.p95Ms ?? 1_000) / 2_000],
      ] as const;
    }),
    ...Object.entries(spec.queues ?? {}).flatMap(([name, { maxAgeSeconds }]) => {
      const queries = queueQueries(name);
      return [
        [queries.oldestMessageAge, Math.floor((maxAgeSeconds ?? 0) / 10)],
        [queries.visibleMessages, 0],
      ] as const;
    }),
    ...Object.keys(spec.tables ?? {}).flatMap((name) => {
      const queries = tableQueries(name);
      return [
        [queries.consumedReads, 250],
        [queries.consumedWrites, 50],
      ] as const;
    }),
    ...Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
      Object.keys(rules).map((rule) => [ruleQueries(bus, rule).triggered, 60] as const),
    ),
  ];
}

/** As CloudWatch names them: a load balancer by the end of its ARN. */
async function dimensionsOf(
  context: SandboxContext,
  { dimensions }: MetricQuery,
): Promise<Readonly<Record<string, string>>> {
  const name = dimensions['LoadBalancer'];
  if (name === undefined) return dimensions;
  const arn = await loadBalancerArn(context, name);
  return { ...dimensions, LoadBalancer: arn.replace(/^.*:loadbalancer\//, '') };
}
