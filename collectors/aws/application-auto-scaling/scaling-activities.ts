import type { ScalingActivity as AwsActivity } from '@aws-sdk/client-application-auto-scaling';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { SCALED_DIMENSION, scaledServices } from './ecs-services.ts';
import { describeScalingActivities } from './operations.ts';

/** One time that a service scaled, or that it was to scale and did not. Null is what AWS left out. */
export const ScalingActivity = z.strictObject({
  /** `Successful`, `Failed`, `Unfulfilled`, `Overridden`, `Pending` or `InProgress`. */
  status: z.string().nullable(),
  message: z.string().nullable(),
  /** What was to be done, such as `Setting desired count to 3.` */
  description: z.string().nullable(),
  /** What brought it about, such as an alarm by its name. */
  cause: z.string().nullable(),
  startedAt: z.iso.datetime().nullable(),
  /** Why it did not scale, as codes such as `AlreadyAtMaxCapacity`. */
  notScaled: z.array(z.string()),
});
export type ScalingActivity = z.infer<typeof ScalingActivity>;

/** What one page has; the newest come first. */
export const MOST_ACTIVITIES = 50;

/** The newest fifty of every service that is declared to scale; the key is `<cluster>/<service>`. */
export const scalingActivities = defineCollector<ScalingActivity[]>({
  id: 'aws/application-auto-scaling/scaling-activities',
  title: 'The latest scaling activities of ECS services',
  operations: [describeScalingActivities],
  item: z.array(ScalingActivity),
  keys: (spec) => scaledServices(spec).map(({ key }) => key),
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      scaledServices(spec).map(
        async ({ key, resourceId }): Promise<[string, Observation<ScalingActivity[]>]> => {
          const answer = await aws.read(describeScalingActivities, {
            ServiceNamespace: 'ecs',
            ScalableDimension: SCALED_DIMENSION,
            ResourceId: resourceId,
            IncludeNotScaledActivities: true,
            MaxResults: MOST_ACTIVITIES,
          });
          return [key, observe(answer, (value) => (value.ScalingActivities ?? []).map(toItem))];
        },
      ),
    );
    return Object.fromEntries(entries);
  },
});

function toItem(activity: AwsActivity): ScalingActivity {
  return {
    status: activity.StatusCode ?? null,
    message: activity.StatusMessage ?? null,
    description: activity.Description ?? null,
    cause: activity.Cause ?? null,
    startedAt: activity.StartTime?.toISOString() ?? null,
    notScaled: (activity.NotScaledReasons ?? []).flatMap(({ Code }) => Code ?? []),
  };
}
