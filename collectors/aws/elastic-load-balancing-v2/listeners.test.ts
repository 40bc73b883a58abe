import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { listeners } from './listeners.ts';
import { balancer, balancerArn, declaringBalancers, listenerArn } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

beforeEach(() => {
  elb.reset();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
});

test('keeps the facts of every page and declares what it sends', async () => {
  elb
    .on(DescribeListenersCommand)
    .resolvesOnce({
      Listeners: [
        {
          ListenerArn: listenerArn('public', '1'),
          Protocol: 'HTTP',
          Port: 80,
          SslPolicy: 'policy',
          DefaultActions: [
            { Type: 'forward', TargetGroupArn: 'arn:group' },
            {
              Type: 'redirect',
              RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
            },
          ],
        },
      ],
      NextMarker: '2',
    })
    .resolvesOnce({ Listeners: [{ ListenerArn: listenerArn('public', '2') }] });
  const { items, operations } = await collectWith(listeners, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'present',
    value: [
      {
        arn: listenerArn('public', '1'),
        protocol: 'HTTP',
        port: 80,
        defaultActions: [
          { type: 'forward', redirectProtocol: null },
          { type: 'redirect', redirectProtocol: 'HTTPS' },
        ],
        defaultForwards: [{ targetGroupArn: 'arn:group', weight: null }],
        sslPolicy: 'policy',
      },
      { arn: listenerArn('public', '2'), protocol: null, port: null, defaultActions: null },
    ],
  });
  expect(elb.commandCalls(DescribeListenersCommand).map(({ args }) => args[0].input)).toEqual([
    { LoadBalancerArn: balancerArn('public'), PageSize: 400 },
    { LoadBalancerArn: balancerArn('public'), PageSize: 400, Marker: '2' },
  ]);
  expect(operations).toEqual(actionsOf(listeners));
});

test('a load balancer that does not exist has no listeners', async () => {
  elb.on(DescribeLoadBalancersCommand).rejects(awsError('LoadBalancerNotFoundException'));
  const { items } = await collectWith(listeners, declaringBalancers('public'));
  expect(items['public']?.state).toBe('absent');
});

test('an answer without the list is not an empty one', async () => {
  elb.on(DescribeListenersCommand).resolves({});
  const { items } = await collectWith(listeners, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial leaves the listeners unseen', async () => {
  elb.on(DescribeListenersCommand).rejects(DENIED);
  const { items } = await collectWith(listeners, declaringBalancers('public'));
  expect(items['public']).toMatchObject({ state: 'unseen', cause: { kind: 'denied' } });
});
