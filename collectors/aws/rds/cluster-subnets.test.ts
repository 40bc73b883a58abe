import {
  DescribeDBClustersCommand,
  DescribeDBSubnetGroupsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusterSubnets } from './cluster-subnets.ts';

const rds = mockClient(RDSClient);
const spec = { aurora: { orders: {}, billing: {} } } as unknown as Partial<Spec>;
const orders = { DBClusterIdentifier: 'orders', DBSubnetGroup: 'database' };
const denial = Object.assign(new Error('No.'), { name: 'AccessDenied' });

beforeEach(() => {
  rds.reset();
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [orders] });
  rds.on(DescribeDBSubnetGroupsCommand).resolves({
    DBSubnetGroups: [
      {
        DBSubnetGroupName: 'database',
        Subnets: [{ SubnetIdentifier: 'subnet-1' }, { SubnetIdentifier: 'subnet-2' }],
      },
    ],
  });
});

test('the subnets are those of the attached group', async () => {
  const { items, operations } = await collectWith(auroraClusterSubnets, spec);
  expect(items['orders']).toMatchObject({ state: 'present', value: ['subnet-1', 'subnet-2'] });
  expect(items['billing']?.state).toBe('absent');
  expect(operations).toEqual(actionsOf(auroraClusterSubnets));
  expect(auroraClusterSubnets.keys(spec as Spec)).toEqual(['orders', 'billing']);
});

test.each([
  ['a cluster without a group', { DBClusterIdentifier: 'orders' }, {}],
  ['an answer about another group', orders, { DBSubnetGroups: [{ DBSubnetGroupName: 'other' }] }],
  ['a group without subnets', orders, { DBSubnetGroups: [{ DBSubnetGroupName: 'database' }] }],
  [
    'a subnet without an id',
    orders,
    { DBSubnetGroups: [{ DBSubnetGroupName: 'database', Subnets: [{}] }] },
  ],
  ['no answer', orders, {}],
])('the subnets are not seen with %s', async (_, cluster, answer: object) => {
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [cluster] });
  rds.on(DescribeDBSubnetGroupsCommand).resolves(answer);
  const { items } = await collectWith(auroraClusterSubnets, spec);
  expect(items['orders']).toMatchObject({ state: 'unseen', cause: { kind: 'malformed-response' } });
});

test('a group that AWS does not find is absent; one that it denies is not', async () => {
  rds
    .on(DescribeDBSubnetGroupsCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'DBSubnetGroupNotFoundFault' }));
  expect((await collectWith(auroraClusterSubnets, spec)).items['orders']?.state).toBe('absent');
  rds.on(DescribeDBSubnetGroupsCommand).rejects(denial);
  expect((await collectWith(auroraClusterSubnets, spec)).items['orders']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'rds:DescribeDBSubnetGroups' },
  });
  rds.on(DescribeDBClustersCommand).rejects(denial);
  expect((await collectWith(auroraClusterSubnets, spec)).items['orders']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', action: 'rds:DescribeDBClusters' },
  });
});
