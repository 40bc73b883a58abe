import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { awsError, DENIED } from '../ecs/testing/declared.ts';
import { loadBalancers } from './load-balancers.ts';
import { balancer, balancerArn, declaringBalancers } from './testing/answers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);
const NOT_FOUND = awsError('LoadBalancerNotFoundException', "Load balancers '[x]' not found");

beforeEach(() => {
  elb.reset();
});

test('keeps the facts and declares what it sends', async () => {
  elb.on(DescribeLoadBalancersCommand).resolves({
    LoadBalancers: [
      balancer('public', {
        State: { Code: 'active' },
        Scheme: 'internet-facing',
        Type: 'application',
        VpcId: 'vpc-1',
        DNSName: 'public-1.elb.amazonaws.com',
        SecurityGroups: ['sg-1'],
        AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-a' }],
      }),
    ],
  });
  const { items, operations } = await collectWith(loadBalancers, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'present',
    value: {
      arn: balancerArn('public'),
      state: 'active',
      stateReason: null,
      scheme: 'internet-facing',
      type: 'application',
      vpcId: 'vpc-1',
      dnsName: 'public-1.elb.amazonaws.com',
      securityGroups: ['sg-1'],
      zones: [{ name: 'us-east-1a', subnetId: 'subnet-a' }],
    },
  });
  expect(operations).toEqual(actionsOf(loadBalancers));
});

test('what AWS leaves out is null', async () => {
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [balancer('public')] });
  const { items } = await collectWith(loadBalancers, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    value: { state: null, scheme: null, type: null, securityGroups: null, zones: null },
  });
});

test('one that does not exist does not make the others of its call absent', async () => {
  elb.on(DescribeLoadBalancersCommand).callsFake(({ Names }: { Names: string[] }) => {
    if (Names.includes('gone')) throw NOT_FOUND;
    return { LoadBalancers: Names.map((name) => balancer(name)) };
  });
  const spec = declaringBalancers('public', 'gone', 'internal');
  const { items } = await collectWith(loadBalancers, spec);
  expect(Object.entries(items).map(([name, { state }]) => [name, state])).toEqual(
    expect.arrayContaining([
      ['public', 'present'],
      ['gone', 'absent'],
      ['internal', 'present'],
    ]),
  );
});

test.each([
  ['an answer without the list', {}],
  ['an answer without the one asked for', { LoadBalancers: [balancer('another')] }],
])('is not seen: %s', async (_, answer) => {
  elb.on(DescribeLoadBalancersCommand).resolves(answer);
  const { items } = await collectWith(loadBalancers, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('a denial is not absence', async () => {
  elb.on(DescribeLoadBalancersCommand).rejects(DENIED);
  const { items } = await collectWith(loadBalancers, declaringBalancers('public'));
  expect(items['public']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'elasticloadbalancing:DescribeLoadBalancers' },
  });
});

test('asks for at most twenty names a call', async () => {
  elb.on(DescribeLoadBalancersCommand).callsFake(({ Names }: { Names: string[] }) => ({
    LoadBalancers: Names.map((name) => balancer(name)),
  }));
  const names = Array.from({ length: 45 }, (_, index) => `lb${index}`);
  const { items } = await collectWith(loadBalancers, declaringBalancers(...names));
  const sizes = elb
    .commandCalls(DescribeLoadBalancersCommand)
    .map(({ args }) => args[0].input.Names?.length);
  expect(sizes).toEqual([20, 20, 5]);
  expect(Object.keys(items)).toHaveLength(45);
});

describe('where a scope is declared, and the whole list is read anyway', () => {
  const spec = {
    ...declaringBalancers('public', 'gone'),
    scope: { prefixes: ['app-'] },
  } as unknown as Partial<Spec>;

  test('the list of all says which there are, and which are not', async () => {
    elb
      .on(DescribeLoadBalancersCommand)
      .resolvesOnce({ LoadBalancers: [balancer('another')], NextMarker: 'more' })
      .resolves({ LoadBalancers: [balancer('public')] });
    const { items } = await collectWith(loadBalancers, spec);
    expect(items['public']).toMatchObject({
      state: 'present',
      value: { arn: balancerArn('public') },
    });
    expect(items['gone']?.state).toBe('absent');
    const inputs = elb.commandCalls(DescribeLoadBalancersCommand).map(({ args }) => args[0].input);
    expect(inputs.map(({ Names, Marker }) => [Names, Marker])).toEqual([
      [undefined, undefined],
      [undefined, 'more'],
    ]);
  });

  test('one that is not in a list with a nameless one was not seen', async () => {
    elb
      .on(DescribeLoadBalancersCommand)
      .resolves({ LoadBalancers: [balancer('public'), { LoadBalancerArn: 'arn:nameless' }] });
    const { items } = await collectWith(loadBalancers, spec);
    expect(items['public']?.state).toBe('present');
    expect(items['gone']).toMatchObject({
      state: 'unseen',
      cause: { kind: 'malformed-response' },
    });
  });

  test.each([
    ['the second page is denied', DENIED, 'denied'],
    ['the list is missing', null, 'malformed-response'],
  ])('nothing was seen when %s', async (_, error, kind) => {
    const asked = elb
      .on(DescribeLoadBalancersCommand)
      .resolvesOnce({ LoadBalancers: [balancer('public')], NextMarker: 'more' });
    if (error === null) asked.resolves({});
    else asked.rejects(error);
    const { items } = await collectWith(loadBalancers, spec);
    for (const name of ['public', 'gone']) {
      expect(items[name]).toMatchObject({ state: 'unseen', cause: { kind } });
    }
  });
});
