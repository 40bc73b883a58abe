/**
 * Target tracking of Application Auto Scaling, as far as AWS tells how it works: two alarms on one metric, a number of tasks in
 * proportion to it, limits and cooldowns. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export interface TrackedPolicy {
  /** In the unit of the metric, above 0. */
  readonly target: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly scaleOutCooldownSeconds: number;
  readonly scaleInCooldownSeconds: number;
  /** How many datapoints in a row must be beyond a threshold. AWS takes 3 and 15 minutes. */
  readonly highDatapoints: number;
  readonly lowDatapoints: number;
}

/** What is remembered from one datapoint to the next. */
export interface Tracking {
  /** Oldest first, as many as the alarms look at; null is a period in which nothing was reported. */
  readonly datapoints: readonly (number | null)[];
  readonly scaledOut: { readonly atSeconds: number; readonly added: number } | null;
  readonly scaledInAtSeconds: number | null;
  /** Whether it has been told, since the alarm went off, that there cannot be more tasks. */
  readonly toldAtMax: boolean;
}

export const NOTHING_TRACKED: Tracking = {
  datapoints: [],
  scaledOut: null,
  scaledInAtSeconds: null,
  toldAtMax: false,
};

/** CloudWatch's word for the state of an alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type ScalingStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'out' | 'in'; readonly desired: number }
  /** More tasks are wanted than there may be, and there are as many as there may be. */
  | { readonly kind: 'at-max' };

/** What is seen at the end of a period. */
export interface Observed {
  readonly atSeconds: number;
  /** Of the tasks that run; null when nothing was reported. */
  readonly metric: number | null;
  readonly running: number;
  readonly desired: number;
}

/** The low alarm's threshold: below the target, so that a service at its target does not go to and fro. */
const LOW_SHARE = 0.9;

/** Takes the next datapoint, and says what the alarms then are and what is done. */
export function track(
  policy: TrackedPolicy,
  before: Tracking,
  observed: Observed,
): {
  readonly tracking: Tracking;
  readonly high: AlarmState;
  readonly low: AlarmState;
  readonly step: ScalingStep;
} {
  const kept = Math.max(policy.highDatapoints, policy.lowDatapoints);
  const datapoints = [...before.datapoints, observed.metric].slice(-kept);
  const high = alarmState(datapoints, policy.highDatapoints, (value) => value > policy.target);
  const low = alarmState(
    datapoints,
    policy.lowDatapoints,
    (value) => value < policy.target * LOW_SHARE,
  );
  const seen = { ...before, datapoints, toldAtMax: before.toldAtMax && high === 'ALARM' };
  const step = stepOf(policy, seen, observed, high, low);
  return { tracking: remembered(seen, observed, step), high, low, step };
}

/** A missing datapoint is neither high nor low, so that nothing follows from it. */
function alarmState(
  datapoints: readonly (number | null)[],
  count: number,
  isBeyond: (value: number) => boolean,
): AlarmState {
  const looked = datapoints.slice(-count);
  const values = looked.filter((value) => value !== null);
  if (values.length < count) return 'INSUFFICIENT_DATA';
  return values.every(isBeyond) ? 'ALARM' : 'OK';
}

function stepOf(
  policy: TrackedPolicy,
  tracking: Tracking,
  observed: Observed,
  high: AlarmState,
  low: AlarmState,
): ScalingStep {
  if (high === 'ALARM') return stepOut(policy, tracking, observed);
  if (low === 'ALARM') return stepIn(policy, tracking, observed);
  return { kind: 'none' };
}

/** While it cools down, only what is wanted beyond what was added already is added. */
function stepOut(
  policy: TrackedPolicy,
  { scaledOut, toldAtMax }: Tracking,
  { atSeconds, metric, running, desired }: Observed,
): ScalingStep {
  const wanted = tasksFor(policy, running, metric ?? 0);
  const isCooling =
    scaledOut !== null && atSeconds < scaledOut.atSeconds + policy.scaleOutCooldownSeconds;
  const next = isCooling ? desired + (wanted - running) - scaledOut.added : wanted;
  if (next <= desired) return { kind: 'none' };
  if (desired >= policy.maxTasks) return toldAtMax ? { kind: 'none' } : { kind: 'at-max' };
  return { kind: 'out', desired: Math.max(policy.minTasks, Math.min(policy.maxTasks, next)) };
}

/** Tasks are taken away for the highest of the low datapoints, and never while others still come up. */
function stepIn(
  policy: TrackedPolicy,
  { datapoints, scaledInAtSeconds }: Tracking,
  { atSeconds, running, desired }: Observed,
): ScalingStep {
  const isCooling =
    scaledInAtSeconds !== null && atSeconds < scaledInAtSeconds + policy.scaleInCooldownSeconds;
  if (isCooling || running !== desired) return { kind: 'none' };
  const looked = datapoints.slice(-policy.lowDatapoints).map((value) => value ?? Infinity);
  const wanted = Math.max(policy.minTasks, tasksFor(policy, running, Math.max(...looked)));
  return wanted < desired
    ? { kind: 'in', desired: Math.min(policy.maxTasks, wanted) }
    : { kind: 'none' };
}

/** With how many tasks the metric would be at its target, if it is in inverse proportion to them. */
function tasksFor({ target }: TrackedPolicy, running: number, metric: number): number {
  // A rounding error above a whole number is not another task.
  return Math.ceil(((running * metric) / target) * (1 - 4 * Number.EPSILON));
}

function remembered(seen: Tracking, { atSeconds, desired }: Observed, step: ScalingStep): Tracking {
  switch (step.kind) {
    case 'none':
      return seen;
    case 'at-max':
      return { ...seen, toldAtMax: true };
    case 'out':
      return { ...seen, scaledOut: { atSeconds, added: step.desired - desired } };
    case 'in':
      return { ...seen, scaledInAtSeconds: atSeconds };
  }
}
