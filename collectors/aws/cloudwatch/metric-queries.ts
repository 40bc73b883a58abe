import type { Spec } from '../../../core/spec/spec.ts';

/** One series of a metric: a value for each period of the window. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metric: string;
  /** Names of the spec; for a load balancer the collector puts CloudWatch's own in their place. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Such as `Sum`, `Maximum` or `p95`. */
  readonly statistic: string;
  readonly periodSeconds: number;
  /** How far back the series reaches. */
  readonly windowMinutes: number;
}

const MINUTE = 60;
const FIVE_MINUTES = 5 * MINUTE;
const HOUR = 60;
/**
 * Aurora reports the size of a volume with gaps that an hour may lie in (https://github.com/pganalyze/collector/pull/805).
 * No longer, since a call has one window: as many series as it takes, of each minute of three hours, still fit in a page.
 */
const VOLUME_WINDOW = 3 * HOUR;

/** By this the collector keeps a series and a check asks for it. */
export function metricKey({ namespace, metric, dimensions, statistic }: MetricQuery): string {
  const names = Object.entries(dimensions)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, name]) => name);
  return [namespace, ...names, metric, statistic].join('/');
}

/** What Aurora reports of a cluster, of its busiest member in each period. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export function clusterQueries(cluster: string) {
  const of = (metric: string, periodSeconds: number, windowMinutes = HOUR): MetricQuery => ({
    namespace: 'AWS/RDS',
    metric,
    dimensions: { DBClusterIdentifier: cluster },
    statistic: 'Maximum',
    periodSeconds,
    windowMinutes,
  });
  return {
    /** Per cent of the most capacity that is declared to AWS. */
    acuUtilization: of('ACUUtilization', MINUTE),
    connections: of('DatabaseConnections', FIVE_MINUTES),
    /** Milliseconds. */
    replicaLag: of('AuroraReplicaLag', FIVE_MINUTES),
    /** Of the volume that all members share. */
    volumeBytesUsed: of('VolumeBytesUsed', FIVE_MINUTES, VOLUME_WINDOW),
  };
}

/** What a load balancer reports. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export function loadBalancerQueries(name: string) {
  const of = (metric: string, statistic: string): MetricQuery => ({
    namespace: 'AWS/ApplicationELB',
    metric,
    dimensions: { LoadBalancer: name },
    statistic,
    periodSeconds: FIVE_MINUTES,
    windowMinutes: HOUR,
  });
  return {
    requests: of('RequestCount', 'Sum'),
    balancerErrors: of('HTTPCode_ELB_5XX_Count', 'Sum'),
    targetErrors: of('HTTPCode_Target_5XX_Count', 'Sum'),
    rejectedConnections: of('RejectedConnectionCount', 'Sum'),
    /** Seconds. */
    responseTime: of('TargetResponseTime', 'p95'),
  };
}

/** What SQS reports of a queue. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueQueries(name: string) {
  const of = (metric: string): MetricQuery => ({
    namespace: 'AWS/SQS',
    metric,
    dimensions: { QueueName: name },
    statistic: 'Maximum',
    periodSeconds: FIVE_MINUTES,
    windowMinutes: HOUR,
  });
  return {
    /** Seconds. */
    oldestMessageAge: of('ApproximateAgeOfOldestMessage'),
    visibleMessages: of('ApproximateNumberOfMessagesVisible'),
  };
}

/** What DynamoDB reports of a table. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export function tableQueries(name: string) {
  const of = (metric: string): MetricQuery => ({
    namespace: 'AWS/DynamoDB',
    metric,
    dimensions: { TableName: name },
    statistic: 'Sum',
    periodSeconds: FIVE_MINUTES,
    windowMinutes: HOUR,
  });
  return {
    consumedReads: of('ConsumedReadCapacityUnits'),
    consumedWrites: of('ConsumedWriteCapacityUnits'),
    readThrottles: of('ReadThrottleEvents'),
    writeThrottles: of('WriteThrottleEvents'),
  };
}

/** Throttled requests of a global index, which DynamoDB does not count to its table. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export function indexQueries(table: string, index: string) {
  const of = (metric: string): MetricQuery => ({
    namespace: 'AWS/DynamoDB',
    metric,
    dimensions: { TableName: table, GlobalSecondaryIndexName: index },
    statistic: 'Sum',
    periodSeconds: FIVE_MINUTES,
    windowMinutes: HOUR,
  });
  return { readThrottles: of('ReadThrottleEvents'), writeThrottles: of('WriteThrottleEvents') };
}

/** What EventBridge reports of a rule. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export function ruleQueries(bus: string, rule: string) {
  const of = (metric: string): MetricQuery => ({
    namespace: 'AWS/Events',
    metric,
    dimensions: { EventBusName: bus, RuleName: rule },
    statistic: 'Sum',
    periodSeconds: FIVE_MINUTES,
    windowMinutes: HOUR,
  });
  return {
    triggered: of('TriggeredRules'),
    failed: of('FailedInvocations'),
    deadLettered: of('InvocationsSentToDlq'),
    lost: of('InvocationsFailedToBeSentToDlq'),
  };
}

/** Every series that the checks of a spec may ask for. */
export function declaredQueries(spec: Spec): readonly MetricQuery[] {
  return [
    ...Object.keys(spec.aurora ?? {}).map(clusterQueries),
    ...Object.keys(spec.loadBalancers ?? {}).map(loadBalancerQueries),
    ...Object.keys(spec.queues ?? {}).map(queueQueries),
    ...Object.keys(spec.tables ?? {}).map(tableQueries),
    ...Object.entries(spec.tables ?? {}).flatMap(([table, { indexes = {} }]) =>
      Object.keys(indexes).map((index) => indexQueries(table, index)),
    ),
    ...Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
      Object.keys(rules).map((rule) => ruleQueries(bus, rule)),
    ),
  ].flatMap((queries): readonly MetricQuery[] => Object.values(queries));
}
