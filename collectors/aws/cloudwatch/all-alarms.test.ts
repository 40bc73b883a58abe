import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { allAlarms } from './all-alarms.ts';

const cloudWatch = mockClient(CloudWatchClient);
const spec = { scope: { namePrefixes: ['shop-'] } } as unknown as Partial<Spec>;
const METRIC = { AlarmTypes: ['MetricAlarm' as const] };
const COMPOSITE = { AlarmTypes: ['CompositeAlarm' as const] };

beforeEach(() => {
  cloudWatch.reset();
  cloudWatch
    .on(DescribeAlarmsCommand, METRIC)
    .resolves({ MetricAlarms: [{ AlarmName: 'a', AlarmArn: 'arn:a' }] });
  cloudWatch
    .on(DescribeAlarmsCommand, COMPOSITE)
    .resolves({ CompositeAlarms: [{ AlarmName: 'b', AlarmArn: 'arn:b' }] });
});

test('alarms of both kinds', async () => {
  const { items, operations } = await collectWith(allAlarms, spec);
  expect(items['all']).toMatchObject({
    state: 'present',
    value: [
      { name: 'a', arn: 'arn:a' },
      { name: 'b', arn: 'arn:b' },
    ],
  });
  expect(operations).toEqual(actionsOf(allAlarms));
});

test.each([
  ['without the metric alarms', METRIC],
  ['without the composite alarms', COMPOSITE],
])('is not seen %s', async (_, input) => {
  cloudWatch.on(DescribeAlarmsCommand, input).resolves({});
  expect((await collectWith(allAlarms, spec)).items['all']?.state).toBe('unseen');
});

test('nobody asks without a scope', async () => {
  expect(allAlarms.keys({} as Spec)).toEqual([]);
  expect((await collectWith(allAlarms, {})).items).toEqual({});
});
