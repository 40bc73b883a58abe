import type { DataQuery } from '../../../collectors/aws/cloudwatch/metric-data.ts';
import { ruleQueries } from '../../../collectors/aws/cloudwatch/metric-queries.ts';
import {
  targetGroups,
  type TargetGroupItem,
} from '../../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { Observation } from '../../../core/observation.ts';
import type { PassingRule } from '../../../load/plan/passing-rules.ts';
import { whyUnseen } from './gaps.ts';
import type { WatchedParts, WatchedService } from './watched-parts.ts';

/** What CloudWatch keeps for fifteen days, and what the metrics are reported by. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
export const PERIOD_SECONDS = 60;

/** How many metrics are asked for of one service, and of one Aurora cluster: `serviceMetrics` and `databaseMetrics`. */
export const METRICS_OF = { service: 5, database: 4 } as const;

/** A metric to be read when the load is over. */
export interface WantedMetric {
  readonly query: DataQuery;
  /** Whether it is reported in each minute of the load; others have gaps where there was nothing to count. */
  readonly isSteady: boolean;
}

/** What is asked of a service, by the name of its record; a sentence where it cannot be asked, null where there is nothing to ask. */
export interface ServiceMetrics {
  readonly cpuAverage: WantedMetric;
  readonly cpuMaximum: WantedMetric;
  readonly memoryAverage: WantedMetric;
  readonly memoryMaximum: WantedMetric;
  readonly requests: WantedMetric | string | null;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html */
export function serviceMetrics(
  { cluster, name, isLoaded }: WatchedService,
  balancer: Readonly<Record<string, string>> | string | null,
): ServiceMetrics {
  const of = (metric: string, statistic: string): WantedMetric => ({
    query: {
      namespace: 'AWS/ECS',
      metric,
      dimensions: { ClusterName: cluster, ServiceName: name },
      statistic,
      periodSeconds: PERIOD_SECONDS,
    },
    isSteady: true,
  });
  return {
    cpuAverage: of('CPUUtilization', 'Average'),
    cpuMaximum: of('CPUUtilization', 'Maximum'),
    memoryAverage: of('MemoryUtilization', 'Average'),
    memoryMaximum: of('MemoryUtilization', 'Maximum'),
    requests:
      balancer === null || typeof balancer === 'string' ? balancer : requestsOf(balancer, isLoaded),
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
function requestsOf(dimensions: Readonly<Record<string, string>>, isLoaded: boolean): WantedMetric {
  return {
    query: {
      namespace: 'AWS/ApplicationELB',
      metric: 'RequestCount',
      dimensions,
      statistic: 'Sum',
      periodSeconds: PERIOD_SECONDS,
    },
    isSteady: isLoaded,
  };
}

/** Of the busiest member in each period. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export function databaseMetrics(cluster: string) {
  const of = (metric: string, statistic = 'Maximum', isSteady = true): WantedMetric => ({
    query: {
      namespace: 'AWS/RDS',
      metric,
      dimensions: { DBClusterIdentifier: cluster },
      statistic,
      periodSeconds: PERIOD_SECONDS,
    },
    isSteady,
  });
  return {
    acu: of('ServerlessDatabaseCapacity'),
    acuUtilization: of('ACUUtilization'),
    connections: of('DatabaseConnections'),
    commitLatency: of('CommitLatency', 'Average', false),
  };
}

/** SQS reports of a queue that is used, in each minute. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueMetrics(queue: string) {
  const of = (metric: string, statistic: string): WantedMetric => ({
    query: {
      namespace: 'AWS/SQS',
      metric,
      dimensions: { QueueName: queue },
      statistic,
      periodSeconds: PERIOD_SECONDS,
    },
    isSteady: true,
  });
  return {
    oldestAge: of('ApproximateAgeOfOldestMessage', 'Maximum'),
    sent: of('NumberOfMessagesSent', 'Sum'),
    deleted: of('NumberOfMessagesDeleted', 'Sum'),
  };
}

/** What EventBridge reports of a rule that could not deliver an event; nothing where it delivered all of them. */
export function ruleMetrics({ bus, rule }: Pick<PassingRule, 'bus' | 'rule'>) {
  const { namespace, metric, dimensions, statistic } = ruleQueries(bus, rule).failed;
  const failed: WantedMetric = {
    query: { namespace, metric, dimensions, statistic, periodSeconds: PERIOD_SECONDS },
    isSteady: false,
  };
  return { failed };
}

/**
 * By what CloudWatch knows the requests to each service, by its key: those that its load balancer sent to its target group. A sentence
 * where that could not be seen, null for a service without a target group.
 */
export async function balancerDimensions(
  context: CollectContext,
  { services }: WatchedParts,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>> | string | null>> {
  const groups = await targetGroups.collect(context);
  return new Map(
    services.map(({ key, targetGroup }) => [
      key,
      targetGroup === null ? null : dimensionsOf(targetGroup, groups[targetGroup]),
    ]),
  );
}

function dimensionsOf(
  name: string,
  group: Observation<TargetGroupItem> | undefined,
): Readonly<Record<string, string>> | string {
  switch (group?.state) {
    case undefined:
      return `The spec does not declare the target group ${name}.`;
    case 'unseen':
      return whyUnseen(group.cause);
    case 'absent':
      return `The target group ${name} does not exist.`;
    case 'present': {
      const { arn, loadBalancerArns } = group.value;
      const [balancer, ...others] = loadBalancerArns ?? [];
      const LoadBalancer = /:loadbalancer\/(.+)$/.exec(balancer ?? '')?.[1];
      const TargetGroup = /:(targetgroup\/.+)$/.exec(arn)?.[1];
      if (others.length > 0 || LoadBalancer === undefined || TargetGroup === undefined) {
        return `The target group ${name} is not that of one load balancer, by which its requests are counted.`;
      }
      return { LoadBalancer, TargetGroup };
    }
  }
}
