import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeSSLPoliciesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { sslPolicies } from './ssl-policies.ts';
import { balancer, declaringBalancers, listenerArn } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const listening = (...policies: (string | undefined)[]) =>
  elb.on(DescribeListenersCommand).resolves({
    Listeners: policies.map((SslPolicy, index) => ({
      ListenerArn: listenerArn('public', String(index)),
      ...(SslPolicy !== undefined && { SslPolicy }),
    })),
  });

beforeEach(() => {
  elb.reset();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
});

test('keeps the protocols of the policies in use, and declares what it sends', async () => {
  listening('new', undefined);
  elb.on(DescribeSSLPoliciesCommand).resolves({
    SslPolicies: [{ Name: 'new', SslProtocols: ['TLSv1.2', 'TLSv1.3'] }],
  });
  const { items, operations } = await collectWith(sslPolicies, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'present',
    value: { new: ['TLSv1.2', 'TLSv1.3'] },
  });
  expect(elb.commandCalls(DescribeSSLPoliciesCommand)[0]?.args[0].input).toEqual({
    Names: ['new'],
  });
  expect(operations).toEqual(actionsOf(sslPolicies));
});

test('without a policy nothing is asked', async () => {
  listening(undefined);
  const { items } = await collectWith(sslPolicies, declaringBalancers('public'));
  expect(items['public']).toMatchObject({ state: 'present', value: {} });
  expect(elb.commandCalls(DescribeSSLPoliciesCommand)).toEqual([]);
});

test('a load balancer that does not exist has none', async () => {
  elb.on(DescribeLoadBalancersCommand).rejects(awsError('LoadBalancerNotFoundException'));
  const { items } = await collectWith(sslPolicies, declaringBalancers('public'));
  expect(items['public']?.state).toBe('absent');
});

test.each([
  ['denied', () => elb.on(DescribeSSLPoliciesCommand).rejects(DENIED), 'denied'],
  [
    'another policy than asked for',
    () => elb.on(DescribeSSLPoliciesCommand).resolves({ SslPolicies: [{ Name: 'old' }] }),
    'malformed-response',
  ],
])('not seen: %s', async (_, arrange, kind) => {
  listening('new');
  arrange();
  const { items } = await collectWith(sslPolicies, declaringBalancers('public'));
  expect(items['public']).toMatchObject({ state: 'unseen', cause: { kind } });
});
