import type { Rate } from './token-bucket.ts';

// AWS's published defaults for each account and region, as capacity and refill a second. They are shared with whatever
// else runs in the account, autoscaling and deployments first, so a run takes a share of them only.
// EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
// ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
// Secrets Manager: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
// CloudWatch Logs, where the regions differ the least of them: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
// CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const PUBLISHED: Readonly<Record<string, Rate>> = {
  'ec2-describe': { capacity: 100, perSecond: 20 },
  'ecs-cluster-read': { capacity: 50, perSecond: 20 },
  'ecs-service-read': { capacity: 100, perSecond: 20 },
  'ecs-task-definition-read': { capacity: 50, perSecond: 20 },
  'ecs-cluster-resource-read': { capacity: 100, perSecond: 20 },
  'ecs-deployment-read': { capacity: 50, perSecond: 20 },
  'cloudwatch-alarms': { capacity: 9, perSecond: 9 },
  'cloudwatch-metric-data': { capacity: 50, perSecond: 50 },
  'cloudwatch-logs-filter': { capacity: 5, perSecond: 5 },
  'secrets-manager-policy': { capacity: 50, perSecond: 50 },
  'secrets-manager-describe': { capacity: 1000, perSecond: 1000 },
};

/** Where AWS publishes nothing: a start from which throttles lower it. */
const UNPUBLISHED: Rate = { capacity: 40, perSecond: 20 };

/** The rate for a bucket at a share (0–1] of AWS's limit; never less than one call at a time. */
export function rateOf(bucket: string, share: number): Rate {
  const { capacity, perSecond } = PUBLISHED[bucket] ?? UNPUBLISHED;
  return { capacity: Math.max(1, capacity * share), perSecond: Math.max(0.5, perSecond * share) };
}
