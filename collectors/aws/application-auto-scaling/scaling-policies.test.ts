import {
  ApplicationAutoScalingClient,
  DescribeScalingPoliciesCommand,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { declaring, DENIED } from '../ecs/testing/declared.ts';
import { scalingPolicies } from './scaling-policies.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const scaled: Partial<ServiceSpec> = { scaling: { minTasks: 2, maxTasks: 10, policies: {} } };
const spec = declaring({ main: { worker: scaled } });
const policy = (name: string, facts: Partial<ScalingPolicy> = {}): ScalingPolicy => ({
  PolicyARN: `arn:${name}`,
  PolicyName: name,
  ServiceNamespace: 'ecs',
  ResourceId: 'service/main/worker',
  ScalableDimension: 'ecs:service:DesiredCount',
  PolicyType: 'TargetTrackingScaling',
  CreationTime: new Date(0),
  ...facts,
});

beforeEach(() => {
  scaling.reset();
});

test('keeps a predefined metric, from every page, and declares what it sends', async () => {
  scaling
    .on(DescribeScalingPoliciesCommand)
    .resolvesOnce({
      ScalingPolicies: [policy('step', { PolicyType: 'StepScaling' })],
      NextToken: '2',
    })
    .resolvesOnce({
      ScalingPolicies: [
        policy('cpu', {
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 70,
            ScaleOutCooldown: 60,
            PredefinedMetricSpecification: {
              PredefinedMetricType: 'ECSServiceAverageCPUUtilization',
            },
          },
        }),
      ],
    });
  const { items, operations } = await collectWith(scalingPolicies, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: [
      { name: 'step', type: 'StepScaling', targetTracking: null },
      {
        name: 'cpu',
        targetTracking: {
          targetValue: 70,
          scaleOutCooldownSeconds: 60,
          scaleInCooldownSeconds: null,
          disableScaleIn: null,
          predefined: { metric: 'ECSServiceAverageCPUUtilization', resourceLabel: null },
          customized: null,
        },
      },
    ],
  });
  expect(scaling.commandCalls(DescribeScalingPoliciesCommand)[0]?.args[0].input).toEqual({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceId: 'service/main/worker',
    MaxResults: 10,
  });
  expect(operations).toEqual(actionsOf(scalingPolicies));
});

test('keeps the queries of a metric of the plan’s own, single or computed', async () => {
  const queue = { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' };
  const dimensions = [{ Name: 'QueueName', Value: 'tasks' }];
  scaling.on(DescribeScalingPoliciesCommand).resolves({
    ScalingPolicies: [
      policy('single', {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 100,
          CustomizedMetricSpecification: { ...queue, Dimensions: dimensions, Statistic: 'Average' },
        },
      }),
      policy('computed', {
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 100,
          CustomizedMetricSpecification: {
            Metrics: [
              {
                Id: 'm1',
                MetricStat: { Metric: { ...queue, Dimensions: dimensions }, Stat: 'Sum' },
                ReturnData: false,
              },
              { Id: 'e1', Expression: 'm1 / 2' },
            ],
          },
        },
      }),
    ],
  });
  const { items } = await collectWith(scalingPolicies, spec);
  const metric = {
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: 'tasks' },
  };
  expect(items['main/worker']).toMatchObject({
    value: [
      {
        targetTracking: { customized: [{ id: null, expression: null, metric, returnData: true }] },
      },
      {
        targetTracking: {
          customized: [
            { id: 'm1', expression: null, metric, returnData: false },
            { id: 'e1', expression: 'm1 / 2', metric: null, returnData: null },
          ],
        },
      },
    ],
  });
});

test('a whole list without a policy is present and empty', async () => {
  scaling.on(DescribeScalingPoliciesCommand).resolves({ ScalingPolicies: [] });
  const { items } = await collectWith(scalingPolicies, spec);
  expect(items['main/worker']).toMatchObject({ state: 'present', value: [] });
});

test('an answer without the list is not an empty one', async () => {
  scaling.on(DescribeScalingPoliciesCommand).resolves({});
  const { items } = await collectWith(scalingPolicies, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial leaves the policies unseen', async () => {
  scaling.on(DescribeScalingPoliciesCommand).rejects(DENIED);
  const { items } = await collectWith(scalingPolicies, spec);
  expect(items['main/worker']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});

test('asks only for services that are declared to scale', async () => {
  scaling.on(DescribeScalingPoliciesCommand).resolves({ ScalingPolicies: [] });
  const { items } = await collectWith(
    scalingPolicies,
    declaring({ main: { worker: scaled, gateway: {} } }),
  );
  expect(Object.keys(items)).toEqual(['main/worker']);
  expect(scaling.commandCalls(DescribeScalingPoliciesCommand)).toHaveLength(1);
});
