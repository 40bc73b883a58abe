import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { signalAlarms } from './alarms.ts';

const cloudWatch = mockClient(CloudWatchClient);
const spec: Partial<Spec> = {
  alarms: {
    cpu: {
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions: { ServiceName: 'worker' },
      comparison: '>',
      threshold: 80,
    },
    errors: {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_Target_5XX_Count',
      dimensions: { LoadBalancer: 'public' },
      comparison: '>',
      threshold: 0.01,
    },
  },
};
const cpu = (name: string, facts: Partial<MetricAlarm> = {}): MetricAlarm => ({
  AlarmName: name,
  AlarmArn: `arn:${name}`,
  Namespace: 'AWS/ECS',
  MetricName: 'CPUUtilization',
  Dimensions: [{ Name: 'ServiceName', Value: 'worker' }],
  ...facts,
});
const METRIC = { AlarmTypes: ['MetricAlarm' as const] };
const COMPOSITE = { AlarmTypes: ['CompositeAlarm' as const] };

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch.on(DescribeAlarmsCommand, METRIC).resolves({ MetricAlarms: [] });
  cloudWatch.on(DescribeAlarmsCommand, COMPOSITE).resolves({ CompositeAlarms: [] });
});

test('keeps the facts of every page by signal and declares what it sends', async () => {
  cloudWatch
    .on(DescribeAlarmsCommand, METRIC)
    .resolvesOnce({
      MetricAlarms: [
        cpu('one', {
          Statistic: 'Average',
          Period: 60,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 2,
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 80,
          StateValue: 'OK',
          StateUpdatedTimestamp: new Date('2026-11-23T11:00:00Z'),
          ActionsEnabled: true,
          AlarmActions: ['arn:topic'],
        }),
        cpu('elsewhere', { Namespace: 'AWS/RDS' }),
        cpu('of-another-service', { Dimensions: [{ Name: 'ServiceName', Value: 'gateway' }] }),
        cpu('of-the-cluster', { Dimensions: [] }),
      ],
      NextToken: '2',
    })
    .resolvesOnce({ MetricAlarms: [cpu('two', { ExtendedStatistic: 'p99' })] });
  const { items, operations } = await collectWith(signalAlarms, spec);
  const metric = {
    namespace: 'AWS/ECS',
    name: 'CPUUtilization',
    dimensions: { ServiceName: 'worker' },
  };
  expect(items['cpu']).toMatchObject({
    state: 'present',
    value: [
      {
        name: 'one',
        comparison: 'GreaterThanThreshold',
        threshold: 80,
        state: 'OK',
        stateSince: '2026-11-23T11:00:00.000Z',
        actionsEnabled: true,
        alarmActions: ['arn:topic'],
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        queries: [
          {
            id: null,
            expression: null,
            metric,
            statistic: 'Average',
            periodSeconds: 60,
            returnData: true,
          },
        ],
        parents: [],
        uncertainParents: [],
        above: [],
      },
      {
        name: 'two',
        threshold: null,
        evaluationPeriods: null,
        datapointsToAlarm: null,
        queries: [{ metric, statistic: 'p99', periodSeconds: null }],
      },
    ],
  });
  expect(items['errors']).toMatchObject({ state: 'present', value: [] });
  expect(cloudWatch.commandCalls(DescribeAlarmsCommand)[0]?.args[0].input).toEqual({
    ...METRIC,
    MaxRecords: 100,
  });
  expect(operations).toEqual(actionsOf(signalAlarms));
});

test('finds an alarm by each metric that it computes with, once', async () => {
  const metric = (MetricName: string) => ({
    Metric: {
      Namespace: 'AWS/ApplicationELB',
      MetricName,
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/public/0123456789abcdef' }],
    },
    Period: 60,
    Stat: 'Sum',
  });
  cloudWatch.on(DescribeAlarmsCommand, METRIC).resolves({
    MetricAlarms: [
      {
        AlarmName: 'ratio',
        Metrics: [
          { Id: 'm1', MetricStat: metric('HTTPCode_Target_5XX_Count'), ReturnData: false },
          { Id: 'm2', MetricStat: metric('HTTPCode_Target_5XX_Count'), ReturnData: false },
          { Id: 'e1', Expression: 'm1 / m2' },
        ],
      },
    ],
  });
  const { items } = await collectWith(signalAlarms, spec);
  expect(items['errors']).toMatchObject({
    value: [
      {
        name: 'ratio',
        queries: [
          { id: 'm1', statistic: 'Sum', periodSeconds: 60, returnData: false },
          { id: 'm2' },
          { id: 'e1', expression: 'm1 / m2', metric: null, periodSeconds: null, returnData: null },
        ],
      },
    ],
  });
});

test('an alarm knows the composite alarms that go off with it, by name and by ARN (S9)', async () => {
  cloudWatch
    .on(DescribeAlarmsCommand, METRIC)
    .resolves({ MetricAlarms: [cpu('one'), cpu('two'), cpu('three')] });
  const above = (name: string, AlarmRule: string) => ({
    AlarmName: name,
    AlarmRule,
    ActionsEnabled: true,
    AlarmActions: ['arn:topic'],
  });
  cloudWatch.on(DescribeAlarmsCommand, COMPOSITE).resolves({
    CompositeAlarms: [
      above('quoted', 'ALARM("one") OR ALARM( "two" )'),
      above('by-arn', 'ALARM(arn:one) AND NOT OK("one")'),
      above('only-with-another', 'ALARM("one") AND ALARM("two")'),
      above('turned-round', 'NOT ALARM("one")'),
      above('unread', 'ALARM("three") OR ALARM("one") AND ALARM("two")'),
    ],
  });
  const { items } = await collectWith(signalAlarms, spec);
  expect(items['cpu']).toMatchObject({
    value: [
      {
        name: 'one',
        parents: [{ name: 'quoted', alarmActions: ['arn:topic'] }, { name: 'by-arn' }],
        uncertainParents: ['unread'],
      },
      { name: 'two', parents: [{ name: 'quoted' }], uncertainParents: ['unread'] },
      { name: 'three', parents: [], uncertainParents: ['unread'] },
    ],
  });
});

test('an alarm is told of by what is above the composite alarms that go off with it, in a circle too', async () => {
  cloudWatch.on(DescribeAlarmsCommand, METRIC).resolves({ MetricAlarms: [cpu('one')] });
  const above = (AlarmName: string, AlarmRule: string) => ({ AlarmName, AlarmRule });
  cloudWatch.on(DescribeAlarmsCommand, COMPOSITE).resolves({
    CompositeAlarms: [
      above('top', 'ALARM(middle)'),
      above('middle', 'ALARM(one) OR ALARM(top)'),
      above('quiet in deployments', 'ALARM(middle) AND NOT ALARM(deployment)'),
      { ...above('suppressed', 'ALARM(one)'), ActionsSuppressor: 'deployment' },
      above('of another', 'ALARM(one-more)'),
      above('unread, of another', 'ALARM(one-more) OR ALARM(two) AND ALARM(three)'),
      above('at least', 'ALARM(two) OR AT_LEAST(1, ALARM, (one, three))'),
    ],
  });
  const { items } = await collectWith(signalAlarms, spec);
  expect(items['cpu']).toMatchObject({
    value: [
      {
        parents: [{ name: 'middle' }, { name: 'top' }],
        uncertainParents: ['suppressed', 'at least', 'quiet in deployments'],
      },
    ],
  });
});

test('an alarm knows by name all that hang on it, by any state, and in a circle', async () => {
  cloudWatch.on(DescribeAlarmsCommand, METRIC).resolves({ MetricAlarms: [cpu('one')] });
  const above = (AlarmName: string, AlarmRule: string) => ({
    AlarmName,
    AlarmArn: `arn:${AlarmName}`,
    AlarmRule,
  });
  cloudWatch.on(DescribeAlarmsCommand, COMPOSITE).resolves({
    CompositeAlarms: [
      above('highest', 'INSUFFICIENT_DATA(arn:high)'),
      above('high', 'ALARM("low") OR ALARM("highest")'),
      above('low', 'NOT OK("one")'),
      above('direct', 'ALARM("one")'),
      above('elsewhere', 'ALARM("other")'),
    ],
  });
  const { items } = await collectWith(signalAlarms, spec);
  expect(items['cpu']).toMatchObject({
    value: [
      {
        parents: [{ name: 'low' }, { name: 'direct' }, { name: 'high' }],
        above: ['low', 'direct', 'high', 'highest'],
      },
    ],
  });
});

test.each([METRIC, COMPOSITE])('an answer to %j without the list is not seen', async (input) => {
  cloudWatch.on(DescribeAlarmsCommand, input).resolves({});
  const { items } = await collectWith(signalAlarms, spec);
  expect(items['cpu']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test.each([METRIC, COMPOSITE])('a denial of %j leaves all signals unseen', async (input) => {
  cloudWatch.on(DescribeAlarmsCommand, input).rejects(DENIED);
  const { items } = await collectWith(signalAlarms, spec);
  expect(Object.values(items)).toMatchObject([
    { state: 'unseen', cause: { kind: 'denied', action: 'cloudwatch:DescribeAlarms' } },
    { state: 'unseen', cause: { kind: 'denied', action: 'cloudwatch:DescribeAlarms' } },
  ]);
});

test('asks nothing where no signal is declared', async () => {
  const { items } = await collectWith(signalAlarms, {});
  expect(items).toEqual({});
  expect(cloudWatch.calls()).toHaveLength(0);
});
