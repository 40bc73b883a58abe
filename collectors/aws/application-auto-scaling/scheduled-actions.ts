import type { ScheduledAction as AwsAction } from '@aws-sdk/client-application-auto-scaling';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { SCALED_DIMENSION, scaledServices } from './ecs-services.ts';
import { describeScheduledActions } from './operations.ts';

/** One change of a service's range at a time. Null is what AWS left out. */
export const ScheduledAction = z.strictObject({
  name: z.string().nullable(),
  schedule: z.string().nullable(),
  /** Null is UTC. */
  timeZone: z.string().nullable(),
  minTasks: z.int().nullable(),
  maxTasks: z.int().nullable(),
  /** Before and after these the schedule does nothing. Null where it has no such bound. */
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
});
export type ScheduledAction = z.infer<typeof ScheduledAction>;

/** All of every service that is declared to scale; the key is `<cluster>/<service>`. */
export const scheduledActions = defineCollector<ScheduledAction[]>({
  id: 'aws/application-auto-scaling/scheduled-actions',
  title: 'Scheduled scaling actions of ECS services',
  operations: [describeScheduledActions],
  item: z.array(ScheduledAction),
  keys: (spec) => scaledServices(spec).map(({ key }) => key),
  collect: async ({ aws, spec }) => {
    const services = scaledServices(spec);
    if (services.length === 0) return {};
    // One list of all: of a service by itself it takes a call each.
    const answer = await aws.read(describeScheduledActions, { ServiceNamespace: 'ecs' });
    return Object.fromEntries(
      services.map(({ key, resourceId }) => [
        key,
        observe(answer, ({ ScheduledActions }) =>
          (ScheduledActions ?? [])
            .filter(
              (action) =>
                action.ResourceId === resourceId && action.ScalableDimension === SCALED_DIMENSION,
            )
            .map(toItem),
        ),
      ]),
    );
  },
});

function toItem(action: AwsAction): ScheduledAction {
  return {
    name: action.ScheduledActionName ?? null,
    schedule: action.Schedule ?? null,
    timeZone: action.Timezone ?? null,
    minTasks: action.ScalableTargetAction?.MinCapacity ?? null,
    maxTasks: action.ScalableTargetAction?.MaxCapacity ?? null,
    startsAt: action.StartTime?.toISOString() ?? null,
    endsAt: action.EndTime?.toISOString() ?? null,
  };
}
