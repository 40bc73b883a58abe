import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { declaring, DENIED, manyServices } from '../ecs/testing/declared.ts';
import { scalableTargets } from './scalable-targets.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const spec = declaring({ main: { worker: {} } });
const target = (resourceId: string, facts: Partial<ScalableTarget> = {}): ScalableTarget => ({
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: resourceId,
  ScalableTargetARN: `arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/1`,
  MinCapacity: 2,
  MaxCapacity: 10,
  RoleARN: 'arn:aws:iam::123456789012:role/r',
  CreationTime: new Date(0),
  ...facts,
});

beforeEach(() => {
  scaling.reset();
});

test('keeps the facts and declares what it sends', async () => {
  scaling.on(DescribeScalableTargetsCommand).resolves({
    ScalableTargets: [
      target('service/main/worker', { SuspendedState: { DynamicScalingOutSuspended: true } }),
    ],
  });
  const { items, operations } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'present',
    value: {
      minCapacity: 2,
      maxCapacity: 10,
      suspended: { scaleIn: false, scaleOut: true, scheduled: false },
    },
  });
  expect(operations).toEqual(actionsOf(scalableTargets));
});

test('a suspended state that AWS leaves out is null', async () => {
  scaling
    .on(DescribeScalableTargetsCommand)
    .resolves({ ScalableTargets: [target('service/main/worker')] });
  const { items } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']).toMatchObject({ value: { suspended: null } });
});

test('a whole list without the service is absence, and the same name in another cluster is another service (E9)', async () => {
  scaling
    .on(DescribeScalableTargetsCommand)
    .resolves({ ScalableTargets: [target('service/other/worker')] });
  const { items } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']?.state).toBe('absent');
});

test('an answer without the list is not absence', async () => {
  scaling.on(DescribeScalableTargetsCommand).resolves({});
  const { items } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial is not absence', async () => {
  scaling.on(DescribeScalableTargetsCommand).rejects(DENIED);
  const { items } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'application-autoscaling:DescribeScalableTargets' },
  });
});

test('reads all pages, and a list without an end is not seen', async () => {
  scaling
    .on(DescribeScalableTargetsCommand)
    .resolvesOnce({ ScalableTargets: [], NextToken: '1' })
    .resolves({ ScalableTargets: [target('service/main/worker')], NextToken: '1' });
  const { items } = await collectWith(scalableTargets, spec);
  expect(items['main/worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'pagination-loop' },
  });
});

test('asks for at most fifty services a call', async () => {
  scaling
    .on(DescribeScalableTargetsCommand)
    .callsFake(({ ResourceIds }: { ResourceIds: string[] }) => ({
      ScalableTargets: ResourceIds.map((id) => target(id)),
    }));
  const { items } = await collectWith(scalableTargets, manyServices(120));
  const sizes = scaling
    .commandCalls(DescribeScalableTargetsCommand)
    .map(({ args }) => args[0].input.ResourceIds?.length);
  expect(sizes).toEqual([50, 50, 20]);
  expect(Object.values(items).map(({ state }) => state)).toEqual(Array(120).fill('present'));
});
