import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshotsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { snapshotShares } from './snapshot-shares.ts';

const rds = mockClient(RDSClient);
const spec = { aurora: { orders: {} } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });
const snapshot = (name: string) => ({
  DBClusterSnapshotArn: `arn:${name}`,
  DBClusterSnapshotIdentifier: name,
  DBClusterIdentifier: 'orders',
});

beforeEach(() => {
  rds.reset();
  rds
    .on(DescribeDBClusterSnapshotsCommand)
    .resolves({ DBClusterSnapshots: [snapshot('one'), snapshot('two')] });
  rds.on(DescribeDBClusterSnapshotAttributesCommand).resolves({
    DBClusterSnapshotAttributesResult: {
      DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }],
    },
  });
});

test('asks of each manual snapshot', async () => {
  rds
    .on(DescribeDBClusterSnapshotAttributesCommand, { DBClusterSnapshotIdentifier: 'two' })
    .resolves({
      DBClusterSnapshotAttributesResult: {
        DBClusterSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [] }],
      },
    });
  const { items, operations } = await collectWith(snapshotShares, spec);
  expect(items['orders']).toMatchObject({
    value: [
      { identifier: 'one', restorableBy: ['all'] },
      { identifier: 'two', restorableBy: [] },
    ],
  });
  expect(operations).toEqual(actionsOf(snapshotShares));
});

test('a snapshot that is deleted meanwhile is left out', async () => {
  rds
    .on(DescribeDBClusterSnapshotAttributesCommand, { DBClusterSnapshotIdentifier: 'two' })
    .rejects(named('DBClusterSnapshotNotFoundFault'));
  expect((await collectWith(snapshotShares, spec)).items['orders']).toMatchObject({
    value: [{ identifier: 'one' }],
  });
});

test.each([
  [
    'one is denied',
    () =>
      rds
        .on(DescribeDBClusterSnapshotAttributesCommand, { DBClusterSnapshotIdentifier: 'two' })
        .rejects(named('AccessDenied')),
  ],
  [
    'the list is denied',
    () => rds.on(DescribeDBClusterSnapshotsCommand).rejects(named('AccessDenied')),
  ],
  [
    'an answer without the attribute of restoring',
    () =>
      rds.on(DescribeDBClusterSnapshotAttributesCommand).resolves({
        DBClusterSnapshotAttributesResult: {
          DBClusterSnapshotAttributes: [{ AttributeName: 'other', AttributeValues: [] }],
        },
      }),
  ],
  [
    'an attribute of restoring without values',
    () =>
      rds.on(DescribeDBClusterSnapshotAttributesCommand).resolves({
        DBClusterSnapshotAttributesResult: {
          DBClusterSnapshotAttributes: [{ AttributeName: 'restore' }],
        },
      }),
  ],
  [
    'an answer without attributes',
    () =>
      rds
        .on(DescribeDBClusterSnapshotAttributesCommand)
        .resolves({ DBClusterSnapshotAttributesResult: {} }),
  ],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(snapshotShares, spec)).items['orders']?.state).toBe('unseen');
});
