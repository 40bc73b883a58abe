import {
  DescribeDBClusterSnapshotsCommand,
  RDSClient,
  type DBClusterSnapshot,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { auroraClusterSnapshots } from './cluster-snapshots.ts';
import { anError, aurora } from './testing/answers.ts';

const rds = mockClient(RDSClient);
const snapshot = (name: string, cluster: string): DBClusterSnapshot => ({
  DBClusterSnapshotArn: `arn:aws:rds:us-east-1:123456789012:cluster-snapshot:${name}`,
  DBClusterSnapshotIdentifier: name,
  DBClusterIdentifier: cluster,
});
const answer = (...DBClusterSnapshots: DBClusterSnapshot[]) =>
  rds.on(DescribeDBClusterSnapshotsCommand).resolves({ DBClusterSnapshots });

beforeEach(() => {
  rds.reset();
});

test('keeps the facts, by cluster, and declares what it sends', async () => {
  answer(
    {
      ...snapshot('before', 'main'),
      Status: 'available',
      SnapshotCreateTime: new Date('2026-11-23T10:00:00Z'),
      StorageEncrypted: false,
      StorageEncryptionType: 'sse-rds',
    },
    snapshot('bare', 'main'),
    snapshot('foreign', 'other'),
  );
  const spec = aurora({ main: {}, empty: {} });
  const { items, operations } = await collectWith(auroraClusterSnapshots, spec);
  expect(items).toMatchObject({
    main: {
      state: 'present',
      value: [
        {
          arn: 'arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before',
          identifier: 'before',
          status: 'available',
          createdAt: '2026-11-23T10:00:00.000Z',
          storageEncrypted: false,
          storageEncryptionType: 'sse-rds',
        },
        {
          identifier: 'bare',
          status: null,
          createdAt: null,
          storageEncrypted: null,
          storageEncryptionType: null,
        },
      ],
    },
    empty: { state: 'present', value: [] },
  });
  expect(rds.commandCalls(DescribeDBClusterSnapshotsCommand)[0]?.args[0].input).toEqual({
    SnapshotType: 'manual',
    Filters: [{ Name: 'db-cluster-id', Values: ['main', 'empty'] }],
    MaxRecords: 100,
  });
  expect(operations).toEqual(actionsOf(auroraClusterSnapshots));
});

test('all pages are read', async () => {
  rds
    .on(DescribeDBClusterSnapshotsCommand)
    .resolvesOnce({ DBClusterSnapshots: [snapshot('one', 'main')], Marker: 'next' })
    .resolves({ DBClusterSnapshots: [snapshot('two', 'main')] });
  const { items } = await collectWith(auroraClusterSnapshots, aurora({ main: {} }));
  expect(items['main']).toMatchObject({ value: [{ identifier: 'one' }, { identifier: 'two' }] });
});

test.each<[string, () => void]>([
  [
    'a snapshot without its ARN',
    () => answer({ ...snapshot('one', 'main'), DBClusterSnapshotArn: undefined }),
  ],
  [
    'a snapshot without its name',
    () => answer({ ...snapshot('one', 'main'), DBClusterSnapshotIdentifier: undefined }),
  ],
  [
    'a snapshot without its cluster',
    () => answer({ ...snapshot('one', 'main'), DBClusterIdentifier: undefined }),
  ],
  ['no list', () => rds.on(DescribeDBClusterSnapshotsCommand).resolves({})],
  ['a denial', () => rds.on(DescribeDBClusterSnapshotsCommand).rejects(anError('AccessDenied'))],
])('the list is not seen with %s', async (_, answerWith) => {
  answerWith();
  const { items } = await collectWith(auroraClusterSnapshots, aurora({ main: {} }));
  expect(items['main']?.state).toBe('unseen');
});
