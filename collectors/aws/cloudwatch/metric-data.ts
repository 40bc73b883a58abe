import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Answer, CallId } from '../../../core/aws.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import type { MetricQuery } from './metric-queries.ts';
import { getMetricData } from './operations.ts';

/** A series as CloudWatch is asked for it: its names are CloudWatch's own. */
export type DataQuery = Omit<MetricQuery, 'windowMinutes'>;

/** The value of one period, by its beginning. */
export interface MetricPoint {
  readonly at: string;
  readonly value: number;
}

/** What one call asks for; `observePoints` finds the answer to each by its place. */
export function dataQueries(queries: readonly DataQuery[]): MetricDataQuery[] {
  return queries.map(({ namespace, metric, dimensions, statistic, periodSeconds }, place) => ({
    Id: idOf(place),
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  }));
}

/** Must begin with a small letter. */
function idOf(place: number): string {
  return `q${place}`;
}

/**
 * The points since a time, in epoch milliseconds, of the query at a place. Periods in which nothing was reported are left out, and a
 * series of which CloudWatch did not give the whole is unseen.
 */
export function observePoints(
  answer: Answer<{ MetricDataResults?: MetricDataResult[] | undefined }>,
  place: number,
  from: number,
): Observation<MetricPoint[]> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const parts = (answer.value.MetricDataResults ?? []).filter(({ Id }) => Id === idOf(place));
      const points = pointsOf(parts, from);
      const last = parts.at(-1);
      if (last === undefined || points === null) {
        return malformed(getMetricData, answer.calls, 'It lacks a series that was asked for.');
      }
      if (last.StatusCode !== 'Complete') return incomplete(last.StatusCode, answer.calls);
      return present(points, answer.calls);
    }
  }
}

/** The points since a time of a series in all its parts; null when a part lacks its values or their times. */
function pointsOf(parts: readonly MetricDataResult[], from: number): MetricPoint[] | null {
  const points: MetricPoint[] = [];
  for (const { Timestamps, Values } of parts) {
    if (Timestamps === undefined || Values?.length !== Timestamps.length) return null;
    for (const [index, at] of Timestamps.entries()) {
      if (at.getTime() < from) continue;
      points.push({ at: at.toISOString(), value: Values[index] ?? NaN });
    }
  }
  return points;
}

/** CloudWatch says of each series whether it gave all of it: `PartialData`, `InternalError` and `Forbidden` are no answer. */
function incomplete(
  code: MetricDataResult['StatusCode'],
  calls: readonly CallId[],
): Observation<never> {
  return unseen({
    kind: code === 'Forbidden' ? 'denied' : 'partial-failure',
    operation: 'cloudwatch:GetMetricData',
    code: code ?? null,
    message: 'CloudWatch did not give the whole of the metric.',
    action: getMetricData.action,
    calls,
  });
}
