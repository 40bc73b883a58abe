import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { answersOf } from '../world.ts';

/** What the things of the estate report in each period, by metric; of errors there are none, and so no points. */
const STEADY: Readonly<Record<string, number>> = {
  ACUUtilization: 40,
  DatabaseConnections: 10,
  AuroraReplicaLag: 20,
  VolumeBytesUsed: 20 * 2 ** 30,
  RequestCount: 3_000,
  TargetResponseTime: 0.1,
  ConsumedReadCapacityUnits: 250,
  ConsumedWriteCapacityUnits: 50,
};

export const metricAnswers = [
  answersOf('monitoring', 'cloudwatch')<GetMetricDataCommandInput, GetMetricDataCommandOutput>(
    'GetMetricData',
    ({ MetricDataQueries = [], StartTime, EndTime }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
        const value = STEADY[MetricStat?.Metric?.MetricName ?? ''];
        const times = timesOf(StartTime, EndTime, MetricStat?.Period);
        return value === undefined ? series(Id, [], 0) : series(Id, times, value);
      }),
    }),
  ),
];

function series(Id: string | undefined, times: Date[], value: number): MetricDataResult {
  return { Id, StatusCode: 'Complete', Timestamps: times, Values: times.map(() => value) };
}

function timesOf(start: Date | undefined, end: Date | undefined, periodSeconds = 60): Date[] {
  const times: Date[] = [];
  const last = end?.getTime() ?? 0;
  for (let at = start?.getTime() ?? 0; at < last; at += periodSeconds * 1000) {
    times.push(new Date(at));
  }
  return times;
}
