import { BATCHES } from '../stats/batch-means.ts';
import type { Estimate } from '../stats/estimate.ts';
import { type Line, type Point, leastSquares } from '../stats/least-squares.ts';
import { mean } from '../stats/moments.ts';
import { FEWEST_OBSERVATIONS, mser5 } from '../stats/mser.ts';

/** Averaged over so many seconds, what is in flight hardly resembles its neighbours. */
const SLOPE_SECONDS = 10;

/** Stricter than other intervals: a slope is looked for at every level, and one in forty would be seen where there is none. */
const SLOPE_CONFIDENCE = 0.99;

/** The part of a phase in which the service had come to rest. */
export type SteadyPart =
  | {
      readonly kind: 'steady';
      readonly fromSeconds: number;
      readonly toSeconds: number;
      readonly warmUpSeconds: number;
    }
  /** Requests pile up, or go on settling. */
  | { readonly kind: 'unsteady'; readonly reason: string }
  /** It is too short to tell. */
  | { readonly kind: 'short'; readonly reason: string };

/**
 * Where a phase is steady: after a warm-up that is found from the requests in flight (MSER-5), and if these do not grow from then on.
 * What is left is cut at its beginning to a length of which each of the interval's batches is a whole number of seconds.
 * @param atEndOfSecond requests in flight
 */
export function steadyPart(atEndOfSecond: readonly number[], fromSeconds: number): SteadyPart {
  if (atEndOfSecond.length < FEWEST_OBSERVATIONS) {
    return {
      kind: 'short',
      reason: `The phase lasts ${atEndOfSecond.length} s, and less than ${FEWEST_OBSERVATIONS} s do not show where the warm-up ends.`,
    };
  }
  const warmUp = mser5(atEndOfSecond);
  if (warmUp.kind === 'inconclusive') {
    return {
      kind: 'unsteady',
      reason: 'The requests in flight did not settle in the first half of the phase.',
    };
  }
  const left = atEndOfSecond.length - warmUp.discarded;
  const toSeconds = fromSeconds + atEndOfSecond.length;
  const trend = trendOf(atEndOfSecond.slice(warmUp.discarded));
  if (trend.kind === 'inconclusive') return { kind: 'short', reason: trend.reason };
  if (trend.slopeInterval.low > 0) {
    return {
      kind: 'unsteady',
      reason: `The requests in flight grew by ${Number(trend.slope.toPrecision(2))} a second to the end of the phase.`,
    };
  }
  const kept = left - (left % BATCHES);
  return {
    kind: 'steady',
    fromSeconds: toSeconds - kept,
    toSeconds,
    warmUpSeconds: atEndOfSecond.length - kept,
  };
}

/** By how much the requests in flight grow each second. */
function trendOf(atEndOfSecond: readonly number[]): Estimate<Line> {
  const points: Point[] = [];
  for (let from = 0; from + SLOPE_SECONDS <= atEndOfSecond.length; from += SLOPE_SECONDS) {
    points.push({ x: from, y: mean(atEndOfSecond.slice(from, from + SLOPE_SECONDS)) });
  }
  return leastSquares(points, SLOPE_CONFIDENCE);
}
