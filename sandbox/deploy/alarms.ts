import {
  type ComparisonOperator,
  type Dimension,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  type Statistic,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { SandboxContext } from './context.ts';
import { loadBalancerArn, targetGroupArn, topicArn } from './lookup.ts';
import { tagsOf } from './tags.ts';
import { defaultTopic } from './topics.ts';

const COMPARISONS: Readonly<Record<AlarmSpec['comparison'], ComparisonOperator>> = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
};

const PERIOD_SECONDS = 60;

/** An alarm for each declared signal, which tells its topic. */
export async function deployAlarms(context: SandboxContext): Promise<void> {
  for (const [name, alarm] of Object.entries(context.spec.alarms ?? {})) {
    await context.make('alarm', name, () => putAlarm(context, name, alarm));
  }
}

/** Puts one declared alarm, with what is to be different; one of that name is replaced. */
export async function putAlarm(
  context: SandboxContext,
  name: string,
  alarm: AlarmSpec,
  different: Partial<PutMetricAlarmCommandInput> = {},
): Promise<void> {
  await context.aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: name,
      ...(await signalOf(context, alarm)),
      ComparisonOperator: COMPARISONS[alarm.comparison],
      Threshold: alarm.threshold,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'missing',
      ActionsEnabled: true,
      AlarmActions: [topicArn(context, alarm.topic ?? defaultTopic(context))],
      Tags: tagsOf(context.spec),
      ...different,
    }),
  );
}

/** One metric, or one divided by another. */
async function signalOf(
  context: SandboxContext,
  alarm: AlarmSpec,
): Promise<Partial<PutMetricAlarmCommandInput>> {
  const Dimensions = await dimensionsOf(context, alarm);
  const { namespace, metric, dividedBy, statistic = 'Average' } = alarm;
  if (dividedBy === undefined) {
    return {
      Namespace: namespace,
      MetricName: metric,
      Dimensions,
      Period: PERIOD_SECONDS,
      ...(isStatistic(statistic) ? { Statistic: statistic } : { ExtendedStatistic: statistic }),
    };
  }
  const query = (Id: string, MetricName: string) => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: namespace, MetricName, Dimensions },
      Period: PERIOD_SECONDS,
      Stat: alarm.statistic ?? 'Sum',
    },
  });
  return {
    Metrics: [
      query('m1', metric),
      query('m2', dividedBy),
      { Id: 'e1', Label: `${metric} / ${dividedBy}`, Expression: 'm1 / m2', ReturnData: true },
    ],
  };
}

function isStatistic(name: string): name is Statistic {
  return ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'].includes(name);
}

/** The load balancer's metrics name it by the end of its ARN, which no spec can know. */
async function dimensionsOf(
  context: SandboxContext,
  { dimensions }: AlarmSpec,
): Promise<Dimension[]> {
  const named: Dimension[] = [];
  for (const [Name, declared] of Object.entries(dimensions)) {
    named.push({ Name, Value: await dimensionValue(context, Name, declared) });
  }
  return named;
}

async function dimensionValue(
  context: SandboxContext,
  dimension: string,
  declared: string,
): Promise<string> {
  switch (dimension) {
    case 'LoadBalancer':
      return (await loadBalancerArn(context, declared)).replace(/^.*:loadbalancer\//, '');
    case 'TargetGroup':
      return (await targetGroupArn(context, declared)).replace(/^.*:/, '');
    default:
      return declared;
  }
}
