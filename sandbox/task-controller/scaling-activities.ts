/**
 * One activity as DescribeScalingActivities tells it; times in seconds since the epoch.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scaling-activities.html
 */
export interface ScalingActivity {
  readonly ActivityId: string;
  readonly ServiceNamespace: 'ecs';
  readonly ScalableDimension: 'ecs:service:DesiredCount';
  readonly ResourceId: string;
  readonly Description: string;
  readonly Cause: string;
  readonly StatusCode: string;
  readonly StatusMessage?: string;
  readonly StartTime: number;
  readonly EndTime?: number;
  readonly NotScaledReasons?: readonly { readonly Code: string; readonly MaxCapacity: number }[];
}

/** What led to it. */
export interface ActivityCause {
  readonly id: string;
  /** `service/<cluster>/<service>`. */
  readonly resource: string;
  readonly alarm: string;
  readonly policyName: string;
  readonly atSeconds: number;
}

function activityOf({ id, resource, alarm, policyName, atSeconds }: ActivityCause) {
  return {
    ActivityId: id,
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: resource,
    Cause: `monitor alarm ${alarm} in state ALARM triggered policy ${policyName}`,
    StartTime: atSeconds,
  } as const;
}

export function scaled(cause: ActivityCause, desired: number): ScalingActivity {
  return {
    ...activityOf(cause),
    Description: `Setting desired count to ${desired}.`,
    StatusCode: 'InProgress',
    StatusMessage: `Successfully set desired count to ${desired}. Waiting for change to be fulfilled by ecs.`,
  };
}

/** The same when as many tasks run as were wanted. */
export function fulfilled(activity: ScalingActivity, atSeconds: number): ScalingActivity {
  return {
    ...activity,
    StatusCode: 'Successful',
    StatusMessage: activity.StatusMessage?.replace(
      'Waiting for change to be fulfilled by ecs.',
      'Change successfully fulfilled by ecs.',
    ),
    EndTime: atSeconds,
  } as ScalingActivity;
}

/** There are as many tasks as there may be. */
export function notScaled(cause: ActivityCause, maxTasks: number): ScalingActivity {
  return {
    ...activityOf(cause),
    Description: 'Attempting to scale due to alarm triggered',
    StatusCode: 'Failed',
    NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: maxTasks }],
  };
}
