import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { describeByNames, TARGET_GROUPS } from './by-names.ts';
import { describeTargetGroups } from './operations.ts';

/** One target group. Null is what AWS left out. */
export const TargetGroupItem = z.strictObject({
  arn: z.string(),
  port: z.int().nullable(),
  protocol: z.string().nullable(),
  /** `ip` for tasks on Fargate. */
  targetType: z.string().nullable(),
  vpcId: z.string().nullable(),
  healthCheck: z.strictObject({
    enabled: z.boolean().nullable(),
    path: z.string().nullable(),
    protocol: z.string().nullable(),
    /** A port, or `traffic-port`. */
    port: z.string().nullable(),
    /** HTTP status codes that count as healthy, such as `200` or `200-299`. */
    codes: z.string().nullable(),
    intervalSeconds: z.int().nullable(),
    healthyThreshold: z.int().nullable(),
    unhealthyThreshold: z.int().nullable(),
  }),
  /** The load balancers that send traffic to it; an empty list when none does. */
  loadBalancerArns: z.array(z.string()).nullable(),
});
export type TargetGroupItem = z.infer<typeof TargetGroupItem>;

/** Every declared target group, by name. */
export const targetGroups = defineCollector<TargetGroupItem>({
  id: 'aws/elastic-load-balancing-v2/target-groups',
  title: 'Target groups and their health checks',
  operations: [describeTargetGroups],
  item: TargetGroupItem,
  keys: (spec) => Object.keys(spec.targetGroups ?? {}),
  collect: (context) =>
    describeByNames(context, TARGET_GROUPS, Object.keys(context.spec.targetGroups ?? {}), toItem),
});

function toItem(group: TargetGroup): TargetGroupItem {
  return {
    arn: group.TargetGroupArn ?? '',
    port: group.Port ?? null,
    protocol: group.Protocol ?? null,
    targetType: group.TargetType ?? null,
    vpcId: group.VpcId ?? null,
    healthCheck: {
      enabled: group.HealthCheckEnabled ?? null,
      path: group.HealthCheckPath ?? null,
      protocol: group.HealthCheckProtocol ?? null,
      port: group.HealthCheckPort ?? null,
      codes: group.Matcher?.HttpCode ?? null,
      intervalSeconds: group.HealthCheckIntervalSeconds ?? null,
      healthyThreshold: group.HealthyThresholdCount ?? null,
      unhealthyThreshold: group.UnhealthyThresholdCount ?? null,
    },
    loadBalancerArns: group.LoadBalancerArns ?? null,
  };
}
