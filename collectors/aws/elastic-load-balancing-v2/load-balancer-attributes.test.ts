import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { loadBalancerAttributes } from './load-balancer-attributes.ts';
import { balancer, declaringBalancers } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

beforeEach(() => {
  elb.reset();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
});

test('keeps what has a key and a value, and declares what it sends', async () => {
  elb.on(DescribeLoadBalancerAttributesCommand).resolves({
    Attributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }, { Key: 'other' }, {}],
  });
  const { items, operations } = await collectWith(
    loadBalancerAttributes,
    declaringBalancers('public'),
  );
  expect(items['public']).toMatchObject({
    state: 'present',
    value: { 'deletion_protection.enabled': 'true' },
  });
  expect(operations).toEqual(actionsOf(loadBalancerAttributes));
});

test('a load balancer that does not exist has none', async () => {
  elb.on(DescribeLoadBalancersCommand).rejects(awsError('LoadBalancerNotFoundException'));
  const { items } = await collectWith(loadBalancerAttributes, declaringBalancers('public'));
  expect(items['public']?.state).toBe('absent');
});

test.each([
  ['denied', () => elb.on(DescribeLoadBalancerAttributesCommand).rejects(DENIED), 'denied'],
  [
    'an answer without the list',
    () => elb.on(DescribeLoadBalancerAttributesCommand).resolves({}),
    'malformed-response',
  ],
])('not seen: %s', async (_, arrange, kind) => {
  arrange();
  const { items } = await collectWith(loadBalancerAttributes, declaringBalancers('public'));
  expect(items['public']).toMatchObject({ state: 'unseen', cause: { kind } });
});
