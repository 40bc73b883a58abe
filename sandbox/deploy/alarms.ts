import {
  type ComparisonOperator,
  type Dimension,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import type { z } from 'zod';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { SandboxContext } from './context.ts';
import { loadBalancerArn, targetGroupArn, topicArn } from './lookup.ts';
import { tagsOf } from './tags.ts';
import { alarmTopic } from './topics.ts';

type Alarm = z.infer<typeof AlarmSpec>;

const COMPARISONS: Readonly<Record<Alarm['comparison'], ComparisonOperator>> = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
};

/** An alarm for each declared signal, which tells the deployment's topic. */
export async function deployAlarms(context: SandboxContext): Promise<void> {
  for (const [name, alarm] of Object.entries(context.spec.alarms ?? {})) {
    await context.make('alarm', name, async () => {
      await context.aws.cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName: name,
          Namespace: alarm.namespace,
          MetricName: alarm.metric,
          Dimensions: await dimensionsOf(context, alarm),
          ComparisonOperator: COMPARISONS[alarm.comparison],
          Threshold: alarm.threshold,
          Statistic: 'Average',
          Period: 60,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 2,
          TreatMissingData: 'missing',
          ActionsEnabled: true,
          AlarmActions: [topicArn(context, alarmTopic(context))],
          Tags: tagsOf(context.spec),
        }),
      );
    });
  }
}

/** The load balancer's metrics name it by the end of its ARN, which no spec can know. */
async function dimensionsOf(context: SandboxContext, { dimensions }: Alarm): Promise<Dimension[]> {
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
