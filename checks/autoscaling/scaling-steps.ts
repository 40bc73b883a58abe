import type { ScalingActivity } from '../../collectors/aws/application-auto-scaling/scaling-activities.ts';

/** One change of the desired number of tasks by Application Auto Scaling. */
export interface ScalingStep {
  /** In epoch milliseconds. */
  readonly at: number;
  readonly desiredCount: number;
  /** Whether load made the service grow or shrink; `other` is a schedule or a new range, and null is not told. */
  readonly direction: 'out' | 'in' | 'other' | null;
}

/** https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scaling-activities.html */
const SETS_COUNT = /^Setting desired count to (\d+)\.?$/;
const SETS_RANGE = /^Setting m(?:in|ax) capacity to /;
/** In these the desired count was set, whether or not the tasks are there yet. */
const SET = ['Successful', 'InProgress', 'Overridden'];

/** The oldest first. Null when an activity may have been a step, and AWS does not say when or to what. */
export function stepsOf(activities: readonly ScalingActivity[]): readonly ScalingStep[] | null {
  const steps: ScalingStep[] = [];
  for (const { status, startedAt, notScaled, description, cause } of activities.toReversed()) {
    const isStep = status !== 'Failed' && notScaled.length === 0;
    if (!isStep || SETS_RANGE.test(description ?? '')) continue;
    const desiredCount = SETS_COUNT.exec(description ?? '')?.[1];
    if (desiredCount === undefined || startedAt === null || !SET.includes(status ?? '')) {
      return null;
    }
    const previous = steps.at(-1)?.desiredCount ?? null;
    steps.push({
      at: Date.parse(startedAt),
      desiredCount: Number(desiredCount),
      direction: directionOf(cause, Number(desiredCount), previous),
    });
  }
  return steps.sort((left, right) => left.at - right.at);
}

/** Target tracking says it in the names of its alarms; of other alarms the number before tells. */
function directionOf(
  cause: string | null,
  desiredCount: number,
  previous: number | null,
): ScalingStep['direction'] {
  if (cause === null) return null;
  if (!cause.startsWith('monitor alarm ')) return 'other';
  if (cause.includes('-AlarmHigh-')) return 'out';
  if (cause.includes('-AlarmLow-')) return 'in';
  if (previous === null) return null;
  return desiredCount > previous ? 'out' : 'in';
}
