import type {
  MetricQuery,
  ScalingPolicyItem,
} from '../../collectors/aws/application-auto-scaling/scaling-policies.ts';

export interface QueueOfService {
  readonly queue: string;
  readonly cluster: string;
  readonly service: string;
}

/** Whether a policy watches the visible messages of a queue, alone or as part of an expression. */
export function followsQueue({ targetTracking }: ScalingPolicyItem, queue: string): boolean {
  return (targetTracking?.customized ?? []).some((query) => isDepth(query, queue));
}

/** What Container Insights counts for a service. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
const TASK_COUNTS: ReadonlySet<string | null> = new Set(['RunningTaskCount', 'DesiredTaskCount']);

/** One number divided by another; gaps of either may be filled, as no size of a queue or service would be. */
const TERM = String.raw`\s*(?:(\w+)|FILL\(\s*(\w+)\s*,\s*(?:0|1|REPEAT|LINEAR)\s*\))\s*`;
const QUOTIENT = new RegExp(`^${TERM}/${TERM}$`);
/** Ids begin with a small letter, functions with a capital one. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingMetricDataQuery.html */
const ID = /^[a-z]/;

/**
 * Whether what the policy tracks is the depth for each task: the queue's messages divided by a count of the service's
 * tasks; null for a formula that may say so in another way. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export function isPerTask(
  { targetTracking }: ScalingPolicyItem,
  wanted: QueueOfService,
): boolean | null {
  const queries = targetTracking?.customized ?? [];
  const [tracked, ...others] = queries.filter(({ returnData }) => returnData !== false);
  const formula = tracked?.expression ?? null;
  if (formula === null || others.length > 0) return false;

  const queryOf = (id: string | undefined) =>
    id === undefined ? undefined : queries.find((query) => query.id === id);
  const [, plainDividend, filledDividend, plainDivisor, filledDivisor] =
    QUOTIENT.exec(formula) ?? [];
  const dividend = queryOf(plainDividend ?? filledDividend);
  const divisor = queryOf(plainDivisor ?? filledDivisor);
  if (isMetric(dividend) && isMetric(divisor)) {
    return isDepth(dividend, wanted.queue) && isTaskCount(divisor, wanted);
  }
  const parts = wordsOf(formula)
    .filter((word) => ID.test(word))
    .map(queryOf);
  const metrics = parts.filter(isMetric);
  const canBe =
    formula.includes('/') &&
    metrics.some((query) => isDepth(query, wanted.queue)) &&
    metrics.some((query) => isTaskCount(query, wanted));
  // What a part that is a formula of its own, or is not given, stands for is not known.
  return canBe || metrics.length < parts.length ? null : false;
}

function isMetric(query: MetricQuery | undefined): query is MetricQuery {
  return query !== undefined && query.metric !== null;
}

function isTaskCount({ metric }: MetricQuery, { cluster, service }: QueueOfService): boolean {
  return (
    metric?.namespace === 'ECS/ContainerInsights' &&
    TASK_COUNTS.has(metric.name) &&
    metric.dimensions['ClusterName'] === cluster &&
    metric.dimensions['ServiceName'] === service
  );
}

function isDepth({ metric }: MetricQuery, queue: string): boolean {
  return (
    metric?.namespace === 'AWS/SQS' &&
    metric.name === 'ApproximateNumberOfMessagesVisible' &&
    metric.dimensions['QueueName'] === queue
  );
}

function wordsOf(formula: string): readonly string[] {
  return formula.match(/\w+/g) ?? [];
}
