import { type InvalidQueue, invalid, isPositive } from './queue.ts';

/** A step of the load, and the capacity before and after the service has scaled out. Rates are of requests per second. */
export interface ScaleOut {
  /** λ, from the step on. */
  readonly arrivalsPerSecond: number;
  /** c₀μ, what the tasks that run at the step complete. */
  readonly capacityBeforePerSecond: number;
  /** c₁μ, what the tasks complete once those that were added take traffic. */
  readonly capacityAfterPerSecond: number;
  /** T_r, from the step until the added tasks take traffic. */
  readonly reactionSeconds: number;
}

export type ScaleOutAnswer =
  /** The tasks that run suffice. */
  | { readonly kind: 'absorbed' }
  | {
      readonly kind: 'recovers';
      /** (λ − c₀μ) T_r, the requests that wait when the added tasks start. */
      readonly backlog: number;
      /** T_r (1 − 1/ρ₀) with ρ₀ = λ/(c₀μ). */
      readonly longestWaitSeconds: number;
      /** T_r/ρ₀, when after the step the request arrives that waits longest. */
      readonly worstArrivalSeconds: number;
      /** From the start of the added tasks until nobody waits. */
      readonly drainSeconds: number;
    }
  /** Even after scaling out, as much arrives as is served: the backlog stays or grows. */
  | { readonly kind: 'never-recovers'; readonly backlog: number }
  | InvalidQueue;

/**
 * What a step costs until autoscaling has reacted, taking requests for a fluid: what arrives beyond the capacity piles up, and
 * drains when the added tasks are there. It leaves out the ordinary wait of a queue near its capacity, so it is a lower bound.
 */
export function scaleOut(step: ScaleOut): ScaleOutAnswer {
  const problem = problemOf(step);
  if (problem !== null) return problem;
  const { arrivalsPerSecond, capacityBeforePerSecond, capacityAfterPerSecond, reactionSeconds } =
    step;
  if (arrivalsPerSecond <= capacityBeforePerSecond) return { kind: 'absorbed' };
  const backlog = (arrivalsPerSecond - capacityBeforePerSecond) * reactionSeconds;
  if (arrivalsPerSecond >= capacityAfterPerSecond) return { kind: 'never-recovers', backlog };
  const worstArrivalSeconds = (reactionSeconds * capacityBeforePerSecond) / arrivalsPerSecond;
  return {
    kind: 'recovers',
    backlog,
    longestWaitSeconds: reactionSeconds - worstArrivalSeconds,
    worstArrivalSeconds,
    drainSeconds: backlog / (capacityAfterPerSecond - arrivalsPerSecond),
  };
}

export type SlowArrivals =
  | { readonly kind: 'count'; readonly arrivals: number }
  /** The backlog never drains, so that there is no last one. */
  | { readonly kind: 'without-end' }
  | InvalidQueue;

/**
 * How many requests wait longer than this because of the step. The wait rises with (ρ₀ − 1) a for arrivals at a up to the worst, and
 * from there falls with 1 − λ/(c₁μ) to 0 when the backlog has drained.
 */
export function arrivalsWaitingLonger(step: ScaleOut, waitSeconds: number): SlowArrivals {
  if (!(waitSeconds >= 0)) return invalid('The wait is not a number of seconds.');
  const answer = scaleOut(step);
  switch (answer.kind) {
    case 'invalid':
      return answer;
    case 'absorbed':
      return { kind: 'count', arrivals: 0 };
    case 'never-recovers':
      return { kind: 'without-end' };
    case 'recovers': {
      if (answer.longestWaitSeconds <= waitSeconds) return { kind: 'count', arrivals: 0 };
      const { arrivalsPerSecond: rate } = step;
      const first = waitSeconds / (rate / step.capacityBeforePerSecond - 1);
      const last =
        step.reactionSeconds +
        answer.drainSeconds -
        waitSeconds / (1 - rate / step.capacityAfterPerSecond);
      return { kind: 'count', arrivals: rate * (last - first) };
    }
  }
}

/**
 * The fewest tasks with which a step may begin, so that its longest wait and the ordinary latency together stay within the
 * latency that is allowed: T_r (1 − u n m/λ)⁺ + R ≤ L for n tasks of m requests per second. A queue near its capacity waits long
 * without a step, so only the share u below 1 of the capacity counts.
 */
export function floorForStep({
  arrivalsPerSecond,
  taskCapacityPerSecond,
  usableUtilisation,
  reactionSeconds,
  ordinarySeconds,
  allowedSeconds,
}: {
  readonly arrivalsPerSecond: number;
  readonly taskCapacityPerSecond: number;
  /** Above 0 and below 1. */
  readonly usableUtilisation: number;
  readonly reactionSeconds: number;
  /** The latency without a step, at the quantile that the allowed one is of. */
  readonly ordinarySeconds: number;
  readonly allowedSeconds: number;
}):
  | { readonly kind: 'floor'; readonly tasks: number }
  /** The ordinary latency is beyond what is allowed: no number of tasks helps. */
  | { readonly kind: 'unreachable' }
  | InvalidQueue {
  const positive = [arrivalsPerSecond, taskCapacityPerSecond, reactionSeconds, allowedSeconds];
  if (!positive.every(isPositive) || !(ordinarySeconds >= 0)) {
    return invalid('A rate or a time of the step is not above 0.');
  }
  if (!(usableUtilisation > 0 && usableUtilisation < 1)) {
    return invalid('The usable share of the capacity is not between 0 and 1.');
  }
  const allowedWait = allowedSeconds - ordinarySeconds;
  if (allowedWait < 0) return { kind: 'unreachable' };
  const needed =
    (arrivalsPerSecond * (1 - allowedWait / reactionSeconds)) /
    (usableUtilisation * taskCapacityPerSecond);
  // A rounding error above a whole number is not another task.
  return { kind: 'floor', tasks: Math.max(1, Math.ceil(needed * (1 - 4 * Number.EPSILON))) };
}

function problemOf(step: ScaleOut): InvalidQueue | null {
  if (!isPositive(step.arrivalsPerSecond)) return invalid('The rate of arrivals is not above 0.');
  if (!isPositive(step.capacityBeforePerSecond) || !isPositive(step.capacityAfterPerSecond)) {
    return invalid('The capacity is not above 0.');
  }
  if (step.capacityAfterPerSecond < step.capacityBeforePerSecond) {
    return invalid('The capacity is less after scaling out than before.');
  }
  return isPositive(step.reactionSeconds) ? null : invalid('The time of reaction is not above 0.');
}
