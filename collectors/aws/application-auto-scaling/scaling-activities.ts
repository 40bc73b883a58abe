import type {
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  ScalingActivity as AwsActivity,
} from '@aws-sdk/client-application-auto-scaling';
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

/** The newest of one service. */
export const ScalingActivities = z.strictObject({
  /** False when AWS has more, which are older than these. */
  isWhole: z.boolean(),
  /** The newest first. */
  activities: z.array(ScalingActivity),
});
export type ScalingActivities = z.infer<typeof ScalingActivities>;

/** The most that one page has; AWS may give fewer, and have more. */
const MOST_ACTIVITIES = 50;

/** The first page, of up to fifty, of every service that is declared to scale; the key is `<cluster>/<service>`. */
export const scalingActivities = defineCollector<ScalingActivities>({
  id: 'aws/application-auto-scaling/scaling-activities',
  title: 'The latest scaling activities of ECS services',
  operations: [describeScalingActivities],
  item: ScalingActivities,
  keys: (spec) => scaledServices(spec).map(({ key }) => key),
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      scaledServices(spec).map(
        async ({ key, resourceId }): Promise<[string, Observation<ScalingActivities>]> => {
          const answer = await aws.read(describeScalingActivities, newestActivities(resourceId));
          return [key, observe(answer, toItem)];
        },
      ),
    );
    return Object.fromEntries(entries);
  },
});

/** Asks for the first page, those that were to scale and did not included. */
export function newestActivities(resourceId: string): DescribeScalingActivitiesCommandInput {
  return {
    ServiceNamespace: 'ecs',
    ScalableDimension: SCALED_DIMENSION,
    ResourceId: resourceId,
    IncludeNotScaledActivities: true,
    MaxResults: MOST_ACTIVITIES,
  };
}

function toItem({
  ScalingActivities: listed = [],
  NextToken = '',
}: DescribeScalingActivitiesCommandOutput): ScalingActivities {
  return { isWhole: NextToken === '', activities: listed.map(toActivity) };
}

export function toActivity(activity: AwsActivity): ScalingActivity {
  return {
    status: activity.StatusCode ?? null,
    message: activity.StatusMessage ?? null,
    description: activity.Description ?? null,
    cause: activity.Cause ?? null,
    startedAt: activity.StartTime?.toISOString() ?? null,
    notScaled: (activity.NotScaledReasons ?? []).flatMap(({ Code }) => Code ?? []),
  };
}
