import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { targetHealth } from './target-health.ts';
import { declaringGroups, group, groupArn } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

beforeEach(() => {
  elb.reset();
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [group('workers')] });
});

test('keeps the facts of the group of that name and declares what it sends', async () => {
  elb.on(DescribeTargetHealthCommand, { TargetGroupArn: groupArn('workers') }).resolves({
    TargetHealthDescriptions: [
      {
        Target: { Id: '10.0.10.4', Port: 8080, AvailabilityZone: 'us-east-1a' },
        TargetHealth: { State: 'healthy' },
      },
      {
        Target: { Id: '10.0.12.4', Port: 8080 },
        TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout' },
      },
    ],
  });
  const { items, operations } = await collectWith(targetHealth, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({
    state: 'present',
    value: [
      {
        id: '10.0.10.4',
        port: 8080,
        availabilityZone: 'us-east-1a',
        state: 'healthy',
        reason: null,
      },
      { id: '10.0.12.4', availabilityZone: null, state: 'unhealthy', reason: 'Target.Timeout' },
    ],
  });
  expect(operations).toEqual(actionsOf(targetHealth));
});

test('a group without a target is present and empty', async () => {
  elb.on(DescribeTargetHealthCommand).resolves({ TargetHealthDescriptions: [] });
  const { items } = await collectWith(targetHealth, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({ state: 'present', value: [] });
});

test('a group that does not exist has no health', async () => {
  elb.on(DescribeTargetGroupsCommand).rejects(awsError('TargetGroupNotFoundException'));
  const { items } = await collectWith(targetHealth, declaringGroups('workers'));
  expect(items['workers']?.state).toBe('absent');
});

test('an answer without the list is not an empty group', async () => {
  elb.on(DescribeTargetHealthCommand).resolves({});
  const { items } = await collectWith(targetHealth, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('health that AWS cannot tell now is not seen', async () => {
  const unavailable = Object.assign(awsError('HealthUnavailableException'), {
    $metadata: { httpStatusCode: 500 },
  });
  elb.on(DescribeTargetHealthCommand).rejects(unavailable);
  const { items } = await collectWith(targetHealth, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({ state: 'unseen', cause: { kind: 'server-error' } });
});

test('the cause of a denial is that of the call that was denied', async () => {
  elb.on(DescribeTargetHealthCommand).rejects(DENIED);
  const later = await collectWith(targetHealth, declaringGroups('workers'));
  expect(later.items['workers']).toMatchObject({
    cause: { kind: 'denied', action: 'elasticloadbalancing:DescribeTargetHealth' },
  });
  elb.on(DescribeTargetGroupsCommand).rejects(DENIED);
  const earlier = await collectWith(targetHealth, declaringGroups('workers'));
  expect(earlier.items['workers']).toMatchObject({
    cause: { kind: 'denied', action: 'elasticloadbalancing:DescribeTargetGroups' },
  });
});
