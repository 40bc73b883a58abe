import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { listenerRules } from './rules.ts';
import { balancer, declaringBalancers, listenerArn } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const [first, second] = [listenerArn('public', '1'), listenerArn('public', '2')];

beforeEach(() => {
  elb.reset();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
  elb
    .on(DescribeListenersCommand)
    .resolves({ Listeners: [{ ListenerArn: first }, { ListenerArn: second }] });
});

test('keeps the rules of every listener and page, and declares what it sends', async () => {
  elb.on(DescribeRulesCommand, { ListenerArn: first }).resolves({
    Rules: [
      {
        RuleArn: 'arn:default',
        Priority: 'default',
        Conditions: [
          { Field: 'path-pattern', PathPatternConfig: { Values: ['/a/*'] } },
          { Field: 'host-header', Values: ['a.example.com'] },
          { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/8'] } },
        ],
        Actions: [
          {
            Type: 'forward',
            ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn:blue', Weight: 90 }] },
          },
        ],
      },
    ],
  });
  elb
    .on(DescribeRulesCommand, { ListenerArn: second })
    .resolvesOnce({ Rules: [{ Priority: '1', Actions: [] }], NextMarker: '2' })
    .resolvesOnce({ Rules: [{ Priority: 'default' }] });
  const { items, operations } = await collectWith(listenerRules, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'present',
    value: [
      {
        listenerArn: first,
        rules: [
          {
            arn: 'arn:default',
            priority: 'default',
            actions: [{ type: 'forward', redirectProtocol: null }],
            forwards: [{ targetGroupArn: 'arn:blue', weight: 90 }],
            conditions: [
              { field: 'path-pattern', values: ['/a/*'] },
              { field: 'host-header', values: ['a.example.com'] },
              { field: 'source-ip', values: [] },
            ],
          },
        ],
      },
      {
        listenerArn: second,
        rules: [
          { arn: null, priority: '1', actions: [], forwards: [], conditions: null },
          { arn: null, priority: 'default', actions: null },
        ],
      },
    ],
  });
  expect(operations).toEqual(actionsOf(listenerRules));
});

test('a load balancer that does not exist has no rules', async () => {
  elb.on(DescribeLoadBalancersCommand).rejects(awsError('LoadBalancerNotFoundException'));
  const { items } = await collectWith(listenerRules, declaringBalancers('public'));
  expect(items['public']?.state).toBe('absent');
});

test.each([
  ['denied', DENIED, 'denied'],
  [
    'deleted meanwhile',
    Object.assign(awsError('ListenerNotFoundException'), { $metadata: { httpStatusCode: 400 } }),
    'rejected',
  ],
] as const)('rules of one listener that are %s leave all unseen', async (_, error, kind) => {
  elb.on(DescribeRulesCommand, { ListenerArn: first }).resolves({ Rules: [] });
  elb.on(DescribeRulesCommand, { ListenerArn: second }).rejects(error);
  const { items } = await collectWith(listenerRules, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind, operation: 'elasticloadbalancing:DescribeRules' },
  });
});

test('an answer without the list is not an empty one', async () => {
  elb.on(DescribeRulesCommand).resolves({});
  const { items } = await collectWith(listenerRules, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('the cause of denied listeners is carried on', async () => {
  elb.on(DescribeListenersCommand).rejects(DENIED);
  const { items } = await collectWith(listenerRules, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'elasticloadbalancing:DescribeListeners' },
  });
});
