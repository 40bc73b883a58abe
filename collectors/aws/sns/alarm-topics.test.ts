import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { alarmTopics } from './alarm-topics.ts';

const cloudWatch = mockClient(CloudWatchClient);
const sns = mockClient(SNSClient);
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:alarms';
const ABOVE = 'arn:aws:sns:us-east-1:123456789012:above';
const spec: Partial<Spec> = {
  alarms: {
    cpu: {
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions: {},
      comparison: '>',
      threshold: 80,
    },
  },
};

beforeEach(() => {
  cloudWatch.reset();
  sns.reset();
  cloudWatch.on(DescribeAlarmsCommand, { AlarmTypes: ['MetricAlarm'] }).resolves({
    MetricAlarms: [
      {
        AlarmName: 'one',
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        // A scaling policy is no topic.
        AlarmActions: [TOPIC, 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:x'],
      },
      {
        AlarmName: 'two',
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        AlarmActions: [TOPIC],
      },
    ],
  });
  cloudWatch.on(DescribeAlarmsCommand, { AlarmTypes: ['CompositeAlarm'] }).resolves({
    CompositeAlarms: [{ AlarmName: 'above', AlarmRule: 'ALARM("one")', AlarmActions: [ABOVE] }],
  });
  sns.on(ListSubscriptionsByTopicCommand, { TopicArn: TOPIC }).resolves({
    Subscriptions: [
      { SubscriptionArn: `${TOPIC}:1f2a` },
      { SubscriptionArn: 'PendingConfirmation' },
      { SubscriptionArn: 'Deleted' },
    ],
  });
  sns.on(ListSubscriptionsByTopicCommand, { TopicArn: ABOVE }).resolves({ Subscriptions: [] });
});

test('counts the subscriptions of every topic once, confirmed and not', async () => {
  const { items, operations } = await collectWith(alarmTopics, spec);
  expect(items['cpu']).toMatchObject({
    state: 'present',
    value: [
      { arn: ABOVE, subscriptions: { confirmed: 0, pending: 0 } },
      { arn: TOPIC, subscriptions: { confirmed: 1, pending: 2 } },
    ],
  });
  expect(sns.commandCalls(ListSubscriptionsByTopicCommand)).toHaveLength(2);
  expect(operations).toEqual(actionsOf(alarmTopics));
});

test('a topic that does not exist has none', async () => {
  const missing = Object.assign(new Error('no topic'), { name: 'NotFoundException' });
  sns.on(ListSubscriptionsByTopicCommand, { TopicArn: TOPIC }).rejects(missing);
  const { items } = await collectWith(alarmTopics, spec);
  expect(items['cpu']).toMatchObject({ value: [{}, { arn: TOPIC, subscriptions: null }] });
});

test.each<[string, () => void]>([
  ['a denied topic', () => sns.on(ListSubscriptionsByTopicCommand).rejects(DENIED)],
  ['a topic without the list', () => sns.on(ListSubscriptionsByTopicCommand).resolves({})],
  ['denied alarms', () => cloudWatch.on(DescribeAlarmsCommand).rejects(DENIED)],
])('%s leaves the signal unseen', async (_, answer) => {
  answer();
  const { items } = await collectWith(alarmTopics, spec);
  expect(items['cpu']?.state).toBe('unseen');
});
