import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from './estimate.ts';
import type { Point } from './least-squares.ts';
import { normalCritical } from './normal.ts';
import { type Sorted, sorted } from './quantile.ts';
import { tieSizes } from './ties.ts';

/** Fewer points than this, and the normal approximation of Kendall's statistic is too coarse for an interval. */
const FEWEST_POINTS = 10;

/**
 * The median of the slopes between all pairs of points, and its interval (Sen, "Estimates of the Regression Coefficient Based
 * on Kendall's Tau", 1968). A few outliers, as of a garbage collection, do not move it. Takes time in the square of the points:
 * give it minutes, not requests.
 */
export function theilSen(
  points: readonly Point[],
  confidence: Confidence,
): Estimate<{ readonly slope: number; readonly interval: Interval }> {
  if (points.length < FEWEST_POINTS) {
    return inconclusive(`Fewer than ${FEWEST_POINTS} points do not show a trend.`);
  }
  if (points.some(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y))) {
    return inconclusive('A point of the trend is not a number.');
  }
  const slopes = slopesOf(points);
  // Sen's variance is that of Kendall's statistic with distinct x; ties among them would need another.
  if (slopes.length < (points.length * (points.length - 1)) / 2) {
    return inconclusive('Two points have the same x, so that no slope is between them.');
  }
  const half = normalCritical(confidence) * Math.sqrt(kendallVariance(points));
  const low = slopes[Math.round((slopes.length - half) / 2) - 1];
  const high = slopes[Math.round((slopes.length + half) / 2)];
  if (low === undefined || high === undefined) {
    return inconclusive('Too few points differ for an interval of the trend at this confidence.');
  }
  return estimate({ slope: medianOf(slopes), interval: { low, high, confidence } });
}

function slopesOf(points: readonly Point[]): Sorted {
  const slopes: number[] = [];
  for (const [index, left] of points.entries()) {
    for (const right of points.slice(index + 1)) {
      if (right.x !== left.x) slopes.push((right.y - left.y) / (right.x - left.x));
    }
  }
  return sorted(slopes);
}

function kendallVariance(points: readonly Point[]): number {
  const term = (size: number) => size * (size - 1) * (2 * size + 5);
  let sum = term(points.length);
  for (const size of tieSizes(sorted(points.map(({ y }) => y)))) sum -= term(size);
  return sum / 18;
}

function medianOf(sample: Sorted): number {
  const upper = sample[Math.floor(sample.length / 2)] ?? Number.NaN;
  const lower = sample[Math.floor((sample.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}
