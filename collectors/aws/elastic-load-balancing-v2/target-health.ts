import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { describeTargetGroups, describeTargetHealth } from './operations.ts';
import { targetGroups, type TargetGroupItem } from './target-groups.ts';

/** All targets of one group as its health checks see them. Null is what AWS left out. */
export const TargetHealth = z.array(
  z.strictObject({
    id: z.string().nullable(),
    port: z.int().nullable(),
    /** A zone of the VPC, or `all` for an address outside of it. */
    availabilityZone: z.string().nullable(),
    /** `healthy`, `unhealthy`, `initial`, `draining`, `unhealthy.draining`, `unused` or `unavailable`. */
    state: z.string().nullable(),
    /** Such as `Target.ResponseCodeMismatch`; null for a healthy target. */
    reason: z.string().nullable(),
  }),
);
export type TargetHealth = z.infer<typeof TargetHealth>;
export type Target = TargetHealth[number];

/** The targets of every declared target group, by its name; an empty list when it has none. */
export const targetHealth = defineCollector<TargetHealth>({
  id: 'aws/elastic-load-balancing-v2/target-health',
  title: 'Health of the targets of each target group',
  operations: [describeTargetGroups, describeTargetHealth],
  item: TargetHealth,
  keys: (spec) => Object.keys(spec.targetGroups ?? {}),
  collect: async (context) => {
    const groups = await targetGroups.collect(context);
    const observed = await Promise.all(
      Object.entries(groups).map(async ([name, group]) => [name, await healthOf(context, group)]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<TargetHealth>>;
  },
});

async function healthOf(
  { aws }: CollectContext,
  group: Observation<TargetGroupItem>,
): Promise<Observation<TargetHealth>> {
  if (group.state !== 'present') return group;
  const answer = await aws.read(describeTargetHealth, { TargetGroupArn: group.value.arn });
  return observe(answer, ({ TargetHealthDescriptions }) =>
    (TargetHealthDescriptions ?? []).map(toTarget),
  );
}

function toTarget({ Target, TargetHealth: health }: TargetHealthDescription): Target {
  return {
    id: Target?.Id ?? null,
    port: Target?.Port ?? null,
    availabilityZone: Target?.AvailabilityZone ?? null,
    state: health?.State ?? null,
    reason: health?.Reason ?? null,
  };
}
