import type { MetricSeries } from './metrics.ts';

/** The sum of a series; of one without points it is 0, which says nothing unless the metric is reported only when there is something to count. */
export function sumOf({ points }: MetricSeries): number {
  return points.reduce((sum, { value }) => sum + value, 0);
}

/** Null without points. */
export function maximumOf({ points }: MetricSeries): number | null {
  return points.length === 0 ? null : Math.max(...points.map(({ value }) => value));
}

/**
 * The smallest value that at least this share (0–1] of the points do not exceed; null without points.
 * The nearest rank: https://www.itl.nist.gov/div898/handbook/prc/section2/prc262.htm
 */
export function percentileOf({ points }: MetricSeries, share: number): number | null {
  const sorted = points.map(({ value }) => value).sort((left, right) => left - right);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
}

/** By how much the last quarter of the points lies above the first on average; null with fewer than four. */
export function riseOf({ points }: MetricSeries): number | null {
  const quarter = Math.floor(points.length / 4);
  if (quarter === 0) return null;
  return meanOf(points.slice(-quarter)) - meanOf(points.slice(0, quarter));
}

function meanOf(points: MetricSeries['points']): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length;
}
