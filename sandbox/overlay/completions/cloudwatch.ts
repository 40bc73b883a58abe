import { notImplemented } from '../aws-error.ts';
import { AwsFailure } from '../aws-failure.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, numberOf, recordsOf, stringOf } from '../json.ts';
import {
  type MetricPoint,
  MetricPoints,
  type PeriodValue,
  POINTS_STATE,
  pointsName,
  STATISTICS,
  valuesByPeriod,
} from '../metric-points.ts';
import { SERIES_STATE, seriesName, SteadySeries } from '../metric-state.ts';

export const CLOUDWATCH_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'monitoring',
    operations: ['GetMetricData'],
    gap: 'No service reports metrics, and periods begin where the window does. Series that were put are told from the state cloudwatch/points, of any period and at once, where AWS takes minutes; those of the state cloudwatch/series are steady at its values until something is put. Other percentiles fail and metric math is silently empty, and both are refused here.',
    async prepare(parameters, context) {
      const known = await knownSeries(context);
      const others = queriesOf(parameters).filter(
        (query) => valuesOf(query, known, parameters) === undefined,
      );
      if (others.some((query) => isMath(query) || isPercentile(query))) throw refusal(context);
      return { ...parameters, MetricDataQueries: others };
    },
    async complete(body, parameters, context) {
      const known = await knownSeries(context);
      const asked = queriesOf(parameters).flatMap((query) => {
        const values = valuesOf(query, known, parameters);
        return values === undefined ? [] : [resultOf(query, values, parameters)];
      });
      return { ...body, MetricDataResults: [...recordsOf(body, 'MetricDataResults'), ...asked] };
    },
  },
  {
    form: 'json',
    service: 'monitoring',
    operations: ['PutMetricData'],
    gap: 'Points are put into periods that begin where a window does; they are kept in the state cloudwatch/points for three hours. AWS refuses the namespaces of its own services, which the sandbox must be able to play.',
    async answer(parameters, context) {
      const key = await regionalKey(context, POINTS_STATE);
      const points = MetricPoints.parse(context.state.get(key) ?? {});
      const now = context.now.getTime() / 1000;
      const namespace = stringOf(parameters, 'Namespace') ?? '';
      for (const datum of recordsOf(parameters, 'MetricData')) {
        const name = pointsName({
          namespace,
          metric: stringOf(datum, 'MetricName') ?? '',
          dimensions: dimensionsIn(datum),
        });
        const kept = (points[name] ?? []).filter(({ at }) => at > now - KEPT_SECONDS);
        points[name] = [...kept, ...pointsIn(datum, now)];
      }
      context.state.put(key, points);
      return {};
    },
  },
];

/** CloudWatch keeps what is finer than a minute for three hours. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html */
const KEPT_SECONDS = 3 * 3600;

interface KnownSeries {
  readonly points: MetricPoints;
  readonly steady: SteadySeries;
}

async function knownSeries(context: CompletionContext): Promise<KnownSeries> {
  const points = context.state.get(await regionalKey(context, POINTS_STATE));
  const steady = context.state.get(await regionalKey(context, SERIES_STATE));
  return { points: MetricPoints.parse(points ?? {}), steady: SteadySeries.parse(steady ?? {}) };
}

/** A value, several with their counts, or what is known of several. */
function pointsIn(datum: JsonRecord, now: number): MetricPoint[] {
  const at = numberOf(datum, 'Timestamp') ?? now;
  const known = datum['StatisticValues'];
  if (isJsonRecord(known)) {
    const of = (member: string) => numberOf(known, member) ?? 0;
    return [
      {
        at,
        count: of('SampleCount'),
        sum: of('Sum'),
        minimum: of('Minimum'),
        maximum: of('Maximum'),
      },
    ];
  }
  const value = numberOf(datum, 'Value');
  const values = value === undefined ? numbersOf(datum, 'Values') : [value];
  const counts = numbersOf(datum, 'Counts');
  return values.map((each, index) => {
    const count = counts[index] ?? 1;
    return { at, count, sum: each * count, minimum: each, maximum: each };
  });
}

function numbersOf(record: JsonRecord, member: string): number[] {
  const value = record[member];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

function queriesOf(parameters: JsonRecord): readonly JsonRecord[] {
  return recordsOf(parameters, 'MetricDataQueries');
}

/** Steady until something was put, and from then on what was put; undefined for a series of which neither state knows anything. */
function valuesOf(
  query: JsonRecord,
  { points, steady }: KnownSeries,
  parameters: JsonRecord,
): readonly PeriodValue[] | undefined {
  const stat = query['MetricStat'];
  const metric = isJsonRecord(stat) ? stat['Metric'] : undefined;
  if (!isJsonRecord(stat) || !isJsonRecord(metric)) return undefined;
  const series = {
    namespace: stringOf(metric, 'Namespace') ?? '',
    metric: stringOf(metric, 'MetricName') ?? '',
    dimensions: dimensionsIn(metric),
  };
  const name = stringOf(stat, 'Stat') ?? '';
  const window = {
    startSeconds: numberOf(parameters, 'StartTime') ?? 0,
    endSeconds: numberOf(parameters, 'EndTime') ?? 0,
    periodSeconds: numberOf(stat, 'Period') ?? 60,
  };
  const put = points[pointsName(series)];
  const statistic = STATISTICS.find((known) => known === name);
  const value = steady[seriesName({ ...series, statistic: name })];
  if (put === undefined || statistic === undefined) {
    return value === undefined ? undefined : steadyValues(value, window);
  }
  const firstSeconds = Math.min(...put.map(({ at }) => at));
  const before = steadyValues(value ?? null, window).filter(
    ({ at }) => at + window.periodSeconds <= firstSeconds,
  );
  return [...before, ...valuesByPeriod(put, { ...window, statistic })];
}

function dimensionsIn(record: JsonRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(
    recordsOf(record, 'Dimensions').map((dimension) => [
      stringOf(dimension, 'Name') ?? '',
      stringOf(dimension, 'Value') ?? '',
    ]),
  );
}

function steadyValues(
  value: number | null,
  window: {
    readonly startSeconds: number;
    readonly endSeconds: number;
    readonly periodSeconds: number;
  },
): readonly PeriodValue[] {
  const { startSeconds, endSeconds, periodSeconds } = window;
  const values: PeriodValue[] = [];
  for (let at = startSeconds; value !== null && at < endSeconds; at += periodSeconds) {
    values.push({ at, value });
  }
  return values;
}

function resultOf(
  query: JsonRecord,
  values: readonly PeriodValue[],
  parameters: JsonRecord,
): JsonRecord {
  const inOrder = parameters['ScanBy'] === 'TimestampAscending' ? values : values.toReversed();
  return {
    Id: query['Id'],
    Label: query['Id'],
    StatusCode: 'Complete',
    Timestamps: inOrder.map(({ at }) => at),
    Values: inOrder.map(({ value }) => value),
  };
}

function isMath(query: JsonRecord): boolean {
  const expression = stringOf(query, 'Expression');
  return expression !== undefined && !/^\s*SELECT\b/i.test(expression);
}

function isPercentile(query: JsonRecord): boolean {
  const stat = query['MetricStat'];
  const name = isJsonRecord(stat) ? stringOf(stat, 'Stat') : undefined;
  return name !== undefined && !/^(Average|Sum|Minimum|Maximum|SampleCount)$/.test(name);
}

function refusal(context: CompletionContext): AwsFailure {
  return new AwsFailure(notImplemented(context.call));
}
