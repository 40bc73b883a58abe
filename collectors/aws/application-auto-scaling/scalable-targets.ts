import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { SCALED_DIMENSION, scalableServices } from './ecs-services.ts';
import { describeScalableTargets, MAX_TARGETS_PER_CALL } from './operations.ts';

/** The registration of a service with Application Auto Scaling. Null is what AWS left out. */
export const ScalableTargetItem = z.strictObject({
  arn: z.string().nullable(),
  minCapacity: z.int().nullable(),
  maxCapacity: z.int().nullable(),
  /** Null when AWS leaves it out, which means that nothing is suspended. */
  suspended: z
    .strictObject({ scaleIn: z.boolean(), scaleOut: z.boolean(), scheduled: z.boolean() })
    .nullable(),
});
export type ScalableTargetItem = z.infer<typeof ScalableTargetItem>;

/** The scalable target of every declared service, whether the spec declares scaling or not. The key is `<cluster>/<service>`. */
export const scalableTargets = defineCollector<ScalableTargetItem>({
  id: 'aws/application-auto-scaling/scalable-targets',
  title: 'Scalable targets of ECS services',
  operations: [describeScalableTargets],
  item: ScalableTargetItem,
  keys: (spec) => scalableServices(spec).map(({ key }) => key),
  collect: async ({ aws, spec }) => {
    const items: Record<string, Observation<ScalableTargetItem>> = {};
    await Promise.all(
      batchesOf(scalableServices(spec), MAX_TARGETS_PER_CALL).map(async (batch) => {
        const answer = await aws.read(describeScalableTargets, {
          ServiceNamespace: 'ecs',
          ScalableDimension: SCALED_DIMENSION,
          ResourceIds: batch.map(({ resourceId }) => resourceId),
        });
        for (const { key, resourceId } of batch) {
          // The list is whole, and AWS says that there is none by leaving it out.
          items[key] = observe(answer, ({ ScalableTargets }) => {
            const target = ScalableTargets?.find(({ ResourceId }) => ResourceId === resourceId);
            return target === undefined ? null : toItem(target);
          });
        }
      }),
    );
    return items;
  },
});

function toItem(target: ScalableTarget): ScalableTargetItem {
  const { SuspendedState: state } = target;
  return {
    arn: target.ScalableTargetARN ?? null,
    minCapacity: target.MinCapacity ?? null,
    maxCapacity: target.MaxCapacity ?? null,
    suspended:
      state === undefined
        ? null
        : {
            scaleIn: state.DynamicScalingInSuspended ?? false,
            scaleOut: state.DynamicScalingOutSuspended ?? false,
            scheduled: state.ScheduledScalingSuspended ?? false,
          },
  };
}
