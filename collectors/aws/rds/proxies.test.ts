import {
  DescribeDBProxiesCommand,
  DescribeDBProxyTargetsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf, type Collector } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { proxies } from './proxies.ts';
import { proxyTargets } from './proxy-targets.ts';
import { anError, aurora } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const spec = aurora({ orders: { proxy: { name: 'Front' } }, carts: {} });

beforeEach(() => {
  rds.reset();
  rds
    .on(DescribeDBProxiesCommand)
    .resolves({ DBProxies: [{ DBProxyName: 'other' }, { DBProxyName: 'front' }] });
  rds.on(DescribeDBProxyTargetsCommand).resolves({ Targets: [] });
});

test('a proxy with its state, whatever the case of its name', async () => {
  rds.on(DescribeDBProxiesCommand).resolves({
    DBProxies: [
      {
        DBProxyName: 'front',
        DBProxyArn: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1',
        Status: 'available',
        RequireTLS: true,
        VpcSubnetIds: ['subnet-1', 'subnet-2'],
      },
    ],
  });
  const { items, operations } = await collectWith(proxies, spec);
  expect(items).toMatchObject({
    Front: {
      value: {
        arn: 'arn:aws:rds:us-east-1:123456789012:db-proxy:prx-1',
        status: 'available',
        requireTls: true,
        subnets: ['subnet-1', 'subnet-2'],
      },
    },
  });
  expect(operations).toEqual(actionsOf(proxies));
});

test('what AWS leaves out is null', async () => {
  expect((await collectWith(proxies, spec)).items['Front']).toMatchObject({
    value: { arn: null, status: null, requireTls: null, subnets: null },
  });
});

test('the cluster stands among the targets without a state', async () => {
  rds.on(DescribeDBProxyTargetsCommand, { DBProxyName: 'front' }).resolves({
    Targets: [
      { Type: 'TRACKED_CLUSTER', RdsResourceId: 'orders', Port: 0 },
      {
        Type: 'RDS_INSTANCE',
        RdsResourceId: 'orders-1',
        TrackedClusterId: 'orders',
        TargetHealth: { State: 'UNAVAILABLE', Reason: 'AUTH_FAILURE' },
      },
      {},
    ],
  });
  const { items, operations } = await collectWith(proxyTargets, spec);
  expect(items['Front']).toMatchObject({
    value: [
      {
        type: 'TRACKED_CLUSTER',
        resource: 'orders',
        trackedCluster: null,
        state: null,
        reason: null,
      },
      {
        type: 'RDS_INSTANCE',
        resource: 'orders-1',
        trackedCluster: 'orders',
        state: 'UNAVAILABLE',
        reason: 'AUTH_FAILURE',
      },
      { type: null, resource: null, trackedCluster: null, state: null, reason: null },
    ],
  });
  expect(operations).toEqual(actionsOf(proxyTargets));
});

test('without a declared proxy nothing is asked', async () => {
  const collectors: readonly Collector[] = [proxies, proxyTargets];
  for (const collector of collectors) {
    expect(await collectWith(collector, aurora({ carts: {} }))).toMatchObject({
      items: {},
      operations: [],
    });
  }
});

test('no target is an empty list', async () => {
  expect((await collectWith(proxyTargets, spec)).items['Front']).toMatchObject({
    state: 'present',
    value: [],
  });
});

test.each<[string, string, () => void]>([
  [
    'a proxy that is not in the list',
    'absent',
    () => rds.on(DescribeDBProxiesCommand).resolves({ DBProxies: [{ DBProxyName: 'other' }] }),
  ],
  [
    'a proxy of a list with one that has no name',
    'unseen',
    () => rds.on(DescribeDBProxiesCommand).resolves({ DBProxies: [{}] }),
  ],
  [
    'a proxy that is denied',
    'unseen',
    () => rds.on(DescribeDBProxiesCommand).rejects(anError('AccessDenied')),
  ],
  ['an answer without the list', 'unseen', () => rds.on(DescribeDBProxiesCommand).resolves({})],
])('%s is %s', async (_, state, answer) => {
  answer();
  expect((await collectWith(proxies, spec)).items['Front']?.state).toBe(state);
  expect((await collectWith(proxyTargets, spec)).items['Front']?.state).toBe(state);
});

test.each<[string, string, () => void]>([
  [
    'of a proxy that has just gone',
    'absent',
    () => rds.on(DescribeDBProxyTargetsCommand).rejects(anError('DBProxyNotFoundFault')),
  ],
  [
    'that are denied',
    'unseen',
    () => rds.on(DescribeDBProxyTargetsCommand).rejects(anError('AccessDenied')),
  ],
  ['without the list', 'unseen', () => rds.on(DescribeDBProxyTargetsCommand).resolves({})],
])('targets %s are %s', async (_, state, answer) => {
  answer();
  expect((await collectWith(proxyTargets, spec)).items['Front']?.state).toBe(state);
});
