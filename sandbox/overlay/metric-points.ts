import { z } from 'zod';
import { canonicalJson } from './json.ts';
import type { SeriesFacts } from './metric-state.ts';

/** State of an account and region: what was put with PutMetricData, by {@link pointsName}. */
export const POINTS_STATE = 'cloudwatch/points';

/** What was put at one moment: a number of samples, and what is known of them. */
const MetricPoint = z.strictObject({
  /** Seconds since the epoch. */
  at: z.number(),
  count: z.number().positive(),
  sum: z.number(),
  minimum: z.number(),
  maximum: z.number(),
});
export type MetricPoint = z.infer<typeof MetricPoint>;

/** All series of an account and region. Those of one series are in the order in which they were put. */
export const MetricPoints = z.record(z.string(), z.array(MetricPoint));
export type MetricPoints = z.infer<typeof MetricPoints>;

/** The same for the same series, whatever the order of its dimensions; the statistic is chosen by who reads it. */
export function pointsName({
  namespace,
  metric,
  dimensions,
}: Omit<SeriesFacts, 'statistic'>): string {
  return canonicalJson({ namespace, metric, dimensions });
}

/** The statistics that points can tell: percentiles need every sample. */
export const STATISTICS = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** One value of a period; `at` is its beginning, in seconds since the epoch. */
export interface PeriodValue {
  readonly at: number;
  readonly value: number;
}

/**
 * One value for each period in which something was put, oldest first: a period without a point is left out, which is not zero. Periods
 * begin at whole multiples of their length, and the first is that in which the window begins; the end is exclusive.
 */
export function valuesByPeriod(
  points: readonly MetricPoint[],
  window: {
    readonly startSeconds: number;
    readonly endSeconds: number;
    readonly periodSeconds: number;
    readonly statistic: Statistic;
  },
): readonly PeriodValue[] {
  const { startSeconds, endSeconds, periodSeconds, statistic } = window;
  const periodOf = (at: number) => Math.floor(at / periodSeconds) * periodSeconds;
  const wanted = points.filter(({ at }) => {
    const period = periodOf(at);
    return period >= periodOf(startSeconds) && period < endSeconds;
  });
  return [...Map.groupBy(wanted, ({ at }) => periodOf(at))]
    .map(([at, within]) => ({ at, value: statisticOf(within, statistic) }))
    .sort((left, right) => left.at - right.at);
}

function statisticOf(points: readonly MetricPoint[], statistic: Statistic): number {
  const count = points.reduce((total, point) => total + point.count, 0);
  const sum = points.reduce((total, point) => total + point.sum, 0);
  switch (statistic) {
    case 'Average':
      return sum / count;
    case 'Sum':
      return sum;
    case 'SampleCount':
      return count;
    case 'Minimum':
      return Math.min(...points.map(({ minimum }) => minimum));
    case 'Maximum':
      return Math.max(...points.map(({ maximum }) => maximum));
  }
}
