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

/**
 * Whether what the policy tracks is the depth for each task: an expression that divides the queue's messages by a
 * count of the service's tasks. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export function isPerTask(
  { targetTracking }: ScalingPolicyItem,
  { queue, cluster, service }: QueueOfService,
): boolean {
  const queries = targetTracking?.customized ?? [];
  const [tracked, ...others] = queries.filter(({ returnData }) => returnData !== false);
  const formula = tracked?.expression ?? null;
  if (formula === null || others.length > 0) return false;
  const isInFormula = ({ id }: MetricQuery) => id !== null && wordsOf(formula).includes(id);
  const parts = queries.filter(isInFormula);
  return (
    formula.includes('/') &&
    parts.some((query) => isDepth(query, queue)) &&
    parts.some(({ metric }) => {
      const dimensions = metric?.dimensions ?? {};
      return dimensions['ClusterName'] === cluster && dimensions['ServiceName'] === service;
    })
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
