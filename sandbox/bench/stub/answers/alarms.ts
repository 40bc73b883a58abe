import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type {
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput,
} from '@aws-sdk/client-sns';
import { scalingAlarms, type EstateService } from '../../estate.ts';
import { CPU_ALARM, CPU_TARGET } from '../../estate-spec.ts';
import { pageOf, SIZES } from '../pages.ts';
import { answersOf } from '../world.ts';
import { arns } from './arns.ts';

/** The declared alarms, and those that Application Auto Scaling keeps. */
export const alarmAnswers = [
  answersOf('sns', 'sns')<
    ListSubscriptionsByTopicCommandInput,
    ListSubscriptionsByTopicCommandOutput
  >('ListSubscriptionsByTopic', ({ TopicArn }) => ({
    Subscriptions: [{ TopicArn, SubscriptionArn: `${TopicArn ?? ''}:1`, Protocol: 'email' }],
  })),
  answersOf('monitoring', 'cloudwatch')<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>(
    'DescribeAlarms',
    ({ AlarmTypes = ['MetricAlarm'], MaxRecords, NextToken }, { estate }) => {
      const all = AlarmTypes.includes('MetricAlarm') ? estate.services.flatMap(alarmsOf) : [];
      const page = pageOf(all, SIZES.alarms, MaxRecords, NextToken);
      const alarms = page.items.map((alarm) => alarm());
      return { MetricAlarms: alarms, CompositeAlarms: [], NextToken: page.next };
    },
  ),
];

/** The alarms of a service; each is made when its page is. */
function alarmsOf(service: EstateService): readonly (() => MetricAlarm)[] {
  const { cluster, name } = service;
  const onCpu = (alarm: string, threshold: number, action: string): MetricAlarm => ({
    AlarmName: alarm,
    AlarmArn: arns.alarm(alarm),
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: [
      { Name: 'ClusterName', Value: cluster },
      { Name: 'ServiceName', Value: name },
    ],
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    ActionsEnabled: true,
    AlarmActions: [action],
    StateValue: 'OK',
  });
  return [
    () => onCpu(`${name}-cpu`, CPU_ALARM, arns.topic),
    ...scalingAlarms(service).map(
      (alarm) => () => onCpu(alarm, CPU_TARGET, arns.scalableTarget(name)),
    ),
  ];
}
