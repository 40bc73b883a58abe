import {
  ApplicationAutoScalingClient,
  DescribeScalingPoliciesCommand,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { AwsReader, Cause } from '../../../core/aws.ts';
import { actionsOf } from '../../../core/collector.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { noDatabases, noPooler } from '../../../runner/testing/no-databases.ts';
import { noLoadTest } from '../../../runner/testing/no-load-test.ts';
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

const many = (count: number) =>
  declaring({
    main: Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, scaled])),
  });
const ofService = (name: string, facts: Partial<ScalingPolicy> = {}) =>
  policy(name, { ResourceId: `service/main/${name}`, ...facts });

test('many services are read from one list, each with its own policies alone', async () => {
  scaling.on(DescribeScalingPoliciesCommand).resolves({
    ScalingPolicies: [
      ofService('s1'),
      ofService('s1', { PolicyName: 'second' }),
      ofService('s2', { ScalableDimension: 'ecs:service:Other' as 'ecs:service:DesiredCount' }),
      ofService('of-somebody-else'),
    ],
  });
  const { items } = await collectWith(scalingPolicies, many(11));
  expect(items['main/s1']).toMatchObject({ value: [{ name: 's1' }, { name: 'second' }] });
  expect(items['main/s2']).toMatchObject({ state: 'present', value: [] });
  expect(Object.keys(items)).toHaveLength(11);
  const calls = scaling.commandCalls(DescribeScalingPoliciesCommand);
  expect(calls.map(({ args: [{ input }] }) => input)).toEqual([
    { ServiceNamespace: 'ecs', MaxResults: 10 },
  ]);
});

test('a list with a policy of nobody shows no service whole', async () => {
  const ofNobody = { ...ofService('s1'), ResourceId: undefined };
  scaling
    .on(DescribeScalingPoliciesCommand)
    .resolves({ ScalingPolicies: [ofNobody, ofService('s2')] });
  const { items } = await collectWith(scalingPolicies, many(11));
  expect(items['main/s2']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denied list is seen by none, and not asked for again one by one', async () => {
  scaling.on(DescribeScalingPoliciesCommand).rejects(DENIED);
  const { items } = await collectWith(scalingPolicies, many(11));
  expect(Object.values(items).every(({ state }) => state === 'unseen')).toBe(true);
  expect(scaling.commandCalls(DescribeScalingPoliciesCommand)).toHaveLength(1);
});

test('where the list is cut off, the services are read one by one', async () => {
  const truncated: Cause = {
    kind: 'truncated',
    operation: 'application-autoscaling:DescribeScalingPolicies',
    code: null,
    message: 'The list is longer than the harness reads.',
    action: null,
    calls: ['list'],
  };
  const read = (_: unknown, { ResourceId }: { ResourceId?: string }) =>
    Promise.resolve(
      ResourceId === undefined
        ? { state: 'failed', cause: truncated }
        : {
            state: 'answered',
            value: { ScalingPolicies: [policy('own', { ResourceId })] },
            calls: [ResourceId],
            failures: [],
          },
    );
  const items = await scalingPolicies.collect({
    aws: { read: read as AwsReader['read'] },
    postgres: noDatabases.readerFor([]),
    pooler: noPooler.readerFor([]),
    loadTest: noLoadTest.readerFor(scalingPolicies),
    spec: many(11) as Spec,
    region: 'us-east-1',
    takenAt: 0,
  });
  expect(items['main/s3']).toMatchObject({
    state: 'present',
    value: [{ name: 'own' }],
    calls: ['service/main/s3'],
  });
});
