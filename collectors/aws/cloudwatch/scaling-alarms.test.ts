import {
  ApplicationAutoScalingClient,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { scalingAlarms } from './scaling-alarms.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const cloudwatch = mockClient(CloudWatchClient);
const spec = {
  clusters: { main: { services: { app: { scaling: {} }, fixed: {} } } },
} as unknown as Partial<Spec>;
const DENIED = Object.assign(new Error('No.'), { name: 'AccessDeniedException' });

beforeEach(() => {
  scaling.reset();
  cloudwatch.reset();
  scaling.on(DescribeScalingPoliciesCommand).resolves({
    ScalingPolicies: [
      {
        PolicyARN: 'arn:policy',
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        ServiceNamespace: 'ecs',
        ResourceId: 'service/main/app',
        ScalableDimension: 'ecs:service:DesiredCount',
        CreationTime: new Date(),
        Alarms: [
          { AlarmName: 'high', AlarmARN: 'arn:high' },
          { AlarmName: 'low', AlarmARN: 'arn:low' },
        ],
      },
    ],
  });
  cloudwatch.on(DescribeAlarmsCommand).resolves({
    MetricAlarms: [
      {
        AlarmName: 'high',
        ActionsEnabled: true,
        StateValue: 'OK',
        StateUpdatedTimestamp: new Date('2026-11-23T00:00:00Z'),
      },
      { AlarmName: 'other' },
    ],
  });
});

test('keeps those of the policies that exist', async () => {
  const { items, operations } = await collectWith(scalingAlarms, spec);
  expect(items).toEqual({
    'main/app': expect.objectContaining({
      state: 'present',
      value: {
        high: { actionsEnabled: true, state: 'OK', stateSince: '2026-11-23T00:00:00.000Z' },
      },
    }),
  });
  expect(operations).toEqual(actionsOf(scalingAlarms));
});

test.each([
  ['policies are denied', () => scaling.on(DescribeScalingPoliciesCommand).rejects(DENIED)],
  ['alarms are denied', () => cloudwatch.on(DescribeAlarmsCommand).rejects(DENIED)],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(scalingAlarms, spec)).items['main/app']?.state).toBe('unseen');
});
