import { clusterQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries, type MetricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { maximumOf, percentileOf } from '../../collectors/aws/cloudwatch/series.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** Above this share of the greatest capacity the next step of load has nowhere to grow. */
const MAX_ACU_UTILIZATION_PERCENT = 80;
const P95 = 0.95;
/** Aurora reports every minute. Less than this is no picture of an hour. */
const MIN_MINUTES = 15;

/**
 * Of the busiest member of the cluster in each minute of the last hour, whatever the load was: a pass says that this hour
 * left headroom, not that the declared load will.
 */
export default defineCheck({
  id: 'aurora/capacity-headroom',
  title:
    'The Aurora cluster kept headroom in capacity, connections and replication in the last hour',
  risk: 'The next step of load finds no capacity, no connection, or a reader that lags behind.',
  remediation: 'Raise the greatest capacity, or pool connections; look at what loads the cluster.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --serverless-v2-scaling-configuration MinCapacity=<min>,MaxCapacity=<max> --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MaxCapacity: <max> })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
  ],
  controls: [],
  proves: ['sizing/headroom'],
  needs: { metrics: metricSeries },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { metrics }) {
    const { maxConnections, maxReplicaLagMs } = declared;
    const hasReader = declared.readers > 0;
    const queries = clusterQueries(name);
    const utilization = metrics.get(metricKey(queries.acuUtilization));
    const connections =
      maxConnections === undefined ? null : metrics.get(metricKey(queries.connections));
    const lag =
      maxReplicaLagMs === undefined || !hasReader
        ? null
        : metrics.get(metricKey(queries.replicaLag));

    const expected = {
      acuUtilizationP95PercentBelow: MAX_ACU_UTILIZATION_PERCENT,
      ...(maxConnections !== undefined && { connectionsAtMost: maxConnections }),
      ...(maxReplicaLagMs !== undefined && hasReader && { replicaLagMsAtMost: maxReplicaLagMs }),
    };
    if (utilization === null) return unknown('CloudWatch has no such metric of the cluster.');
    const acuUtilizationP95Percent = percentileOf(utilization, P95);
    const actual = {
      acuUtilizationP95Percent,
      ...(connections !== null && { connections: maximumOf(connections) }),
      ...(lag !== null && { replicaLagMs: maximumOf(lag) }),
      minutes: minutesOf(utilization),
    };
    if (
      acuUtilizationP95Percent !== null &&
      acuUtilizationP95Percent >= MAX_ACU_UTILIZATION_PERCENT
    ) {
      return fail('The cluster used up its capacity.', expected, actual);
    }
    if (exceeds(connections && maximumOf(connections), maxConnections)) {
      return fail('A member of the cluster had too many connections.', expected, actual);
    }
    if (exceeds(lag && maximumOf(lag), maxReplicaLagMs)) {
      return fail('A reader lagged behind the writer.', expected, actual);
    }
    for (const series of [utilization, connections, lag]) {
      if (series !== null && minutesOf(series) < MIN_MINUTES) {
        return unknown('CloudWatch has less than a quarter of an hour of what the cluster did.');
      }
    }
    return pass(expected, actual);
  },
});

/** How much of the hour was reported. */
function minutesOf({ points, periodSeconds }: MetricSeries): number {
  return (points.length * periodSeconds) / 60;
}

function exceeds(value: number | null, limit: number | undefined): boolean {
  return value !== null && limit !== undefined && value > limit;
}
