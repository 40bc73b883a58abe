import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusterNetwork } from './cluster-network.ts';

const rds = mockClient(RDSClient);
const spec = { aurora: { orders: {}, billing: {} } } as unknown as Partial<Spec>;
const orders = {
  DBClusterIdentifier: 'orders',
  Port: 5432,
  VpcSecurityGroups: [
    { VpcSecurityGroupId: 'sg-1', Status: 'active' },
    { VpcSecurityGroupId: 'sg-2' },
  ],
};

beforeEach(() => {
  rds.reset();
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [orders] });
});

test('keeps the facts, knows absence, and declares what it sends', async () => {
  const { items, operations } = await collectWith(auroraClusterNetwork, spec);
  expect(items['orders']).toMatchObject({
    state: 'present',
    value: {
      port: 5432,
      securityGroups: [
        { id: 'sg-1', status: 'active' },
        { id: 'sg-2', status: null },
      ],
    },
  });
  expect(items['billing']?.state).toBe('absent');
  expect(operations).toEqual(actionsOf(auroraClusterNetwork));
  expect(auroraClusterNetwork.keys(spec as Spec)).toEqual(['orders', 'billing']);
});

test.each([
  ['no list of groups', { ...orders, VpcSecurityGroups: undefined }],
  ['a group without an id', { ...orders, VpcSecurityGroups: [{ Status: 'active' }] }],
])('is not seen with %s', async (_, cluster) => {
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [cluster] });
  const { items } = await collectWith(auroraClusterNetwork, spec);
  expect(items['orders']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'rds:DescribeDBClusters' },
  });
});

test('an empty list of groups is one, and a port that is left out is null', async () => {
  rds
    .on(DescribeDBClustersCommand)
    .resolves({ DBClusters: [{ ...orders, Port: undefined, VpcSecurityGroups: [] }] });
  const { items } = await collectWith(auroraClusterNetwork, spec);
  expect(items['orders']).toMatchObject({ value: { port: null, securityGroups: [] } });
});

test('a denial is told as it is', async () => {
  rds
    .on(DescribeDBClustersCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDenied' }));
  const { items } = await collectWith(auroraClusterNetwork, spec);
  expect(items['orders']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'rds:DescribeDBClusters' },
  });
});
