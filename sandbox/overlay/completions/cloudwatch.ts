import { notImplemented } from '../aws-error.ts';
import { AwsFailure } from '../aws-failure.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, numberOf, recordsOf, stringOf } from '../json.ts';
import { SERIES_STATE, seriesName, SteadySeries } from '../metric-state.ts';

export const CLOUDWATCH_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'monitoring',
    operations: ['GetMetricData'],
    gap: 'No service reports metrics; those of the state cloudwatch/series are steady at its values. Other percentiles fail and metric math is silently empty, and both are refused here.',
    async prepare(parameters, context) {
      const series = await steadySeries(context);
      const others = queriesOf(parameters).filter((query) => valueOf(query, series) === undefined);
      if (others.some((query) => isMath(query) || isPercentile(query))) throw refusal(context);
      return { ...parameters, MetricDataQueries: others };
    },
    async complete(body, parameters, context) {
      const series = await steadySeries(context);
      const asked = queriesOf(parameters).flatMap((query) => {
        const value = valueOf(query, series);
        return value === undefined ? [] : [resultOf(query, value, parameters)];
      });
      return { ...body, MetricDataResults: [...recordsOf(body, 'MetricDataResults'), ...asked] };
    },
  },
];

function queriesOf(parameters: JsonRecord): readonly JsonRecord[] {
  return recordsOf(parameters, 'MetricDataQueries');
}

async function steadySeries(context: CompletionContext): Promise<SteadySeries> {
  const kept = context.state.get(await regionalKey(context, SERIES_STATE));
  return SteadySeries.parse(kept ?? {});
}

/** Undefined for a series that the state does not have. */
function valueOf(query: JsonRecord, series: SteadySeries): number | null | undefined {
  const stat = query['MetricStat'];
  const metric = isJsonRecord(stat) ? stat['Metric'] : undefined;
  if (!isJsonRecord(stat) || !isJsonRecord(metric)) return undefined;
  return series[
    seriesName({
      namespace: stringOf(metric, 'Namespace') ?? '',
      metric: stringOf(metric, 'MetricName') ?? '',
      dimensions: Object.fromEntries(
        recordsOf(metric, 'Dimensions').map((dimension) => [
          stringOf(dimension, 'Name') ?? '',
          stringOf(dimension, 'Value') ?? '',
        ]),
      ),
      statistic: stringOf(stat, 'Stat') ?? '',
    })
  ];
}

function resultOf(query: JsonRecord, value: number | null, parameters: JsonRecord): JsonRecord {
  const stat = query['MetricStat'];
  const period = (isJsonRecord(stat) ? numberOf(stat, 'Period') : undefined) ?? 60;
  const start = numberOf(parameters, 'StartTime') ?? 0;
  const end = numberOf(parameters, 'EndTime') ?? 0;
  const times: number[] = [];
  for (let at = start; value !== null && at < end; at += period) times.push(at);
  const isAscending = parameters['ScanBy'] === 'TimestampAscending';
  return {
    Id: query['Id'],
    Label: query['Id'],
    StatusCode: 'Complete',
    Timestamps: isAscending ? times : times.toReversed(),
    Values: times.map(() => value),
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
