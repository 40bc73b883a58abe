import {
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { targetGroups } from './target-groups.ts';
import { balancerArn, declaringGroups, group, groupArn } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

beforeEach(() => {
  elb.reset();
});

test('keeps the facts and declares what it sends', async () => {
  elb.on(DescribeTargetGroupsCommand).resolves({
    TargetGroups: [
      group('workers', {
        Port: 8080,
        Protocol: 'HTTP',
        TargetType: 'ip',
        VpcId: 'vpc-1',
        HealthCheckEnabled: true,
        HealthCheckPath: '/health',
        HealthCheckProtocol: 'HTTP',
        HealthCheckPort: 'traffic-port',
        Matcher: { HttpCode: '200' },
        HealthCheckIntervalSeconds: 30,
        HealthyThresholdCount: 3,
        UnhealthyThresholdCount: 2,
        LoadBalancerArns: [balancerArn('public')],
      }),
    ],
  });
  const { items, operations } = await collectWith(targetGroups, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({
    state: 'present',
    value: {
      arn: groupArn('workers'),
      port: 8080,
      protocol: 'HTTP',
      targetType: 'ip',
      vpcId: 'vpc-1',
      healthCheck: {
        enabled: true,
        path: '/health',
        protocol: 'HTTP',
        port: 'traffic-port',
        codes: '200',
        intervalSeconds: 30,
        healthyThreshold: 3,
        unhealthyThreshold: 2,
      },
      loadBalancerArns: [balancerArn('public')],
    },
  });
  expect(operations).toEqual(actionsOf(targetGroups));
});

test('what AWS leaves out is null', async () => {
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [group('workers')] });
  const { items } = await collectWith(targetGroups, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({
    value: { port: null, targetType: null, healthCheck: { path: null }, loadBalancerArns: null },
  });
});

test.each(['TargetGroupNotFound', 'TargetGroupNotFoundException'])(
  '%s is absence',
  async (code) => {
    elb.on(DescribeTargetGroupsCommand).rejects(awsError(code));
    const { items } = await collectWith(targetGroups, declaringGroups('workers'));
    expect(items['workers']?.state).toBe('absent');
  },
);

test('an answer without the list is not absence', async () => {
  elb.on(DescribeTargetGroupsCommand).resolves({});
  const { items } = await collectWith(targetGroups, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial is not absence', async () => {
  elb.on(DescribeTargetGroupsCommand).rejects(DENIED);
  const { items } = await collectWith(targetGroups, declaringGroups('workers'));
  expect(items['workers']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});
