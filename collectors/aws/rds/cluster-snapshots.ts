import type { DBClusterSnapshot } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, isNamed } from './clusters.ts';
import { describeDBClusterSnapshots, MAX_IDENTIFIERS_PER_CALL } from './operations.ts';
import { whole } from './whole.ts';

/** One snapshot that somebody took of a cluster. Null is what AWS left out. */
export const ClusterSnapshot = z.strictObject({
  arn: z.string(),
  identifier: z.string(),
  /** `available`, `creating` or `copying`. */
  status: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** True for a key of KMS; false where AWS owns the key too, so false alone does not mean that nothing is encrypted. */
  storageEncrypted: z.boolean().nullable(),
  /** `none`, `sse-rds` (a key that AWS owns) or `sse-kms`. */
  storageEncryptionType: z.string().nullable(),
});
export type ClusterSnapshot = z.infer<typeof ClusterSnapshot>;

/** All manual snapshots of each declared cluster, by the cluster's identifier, whether or not the cluster exists. */
export const auroraClusterSnapshots = defineCollector<ClusterSnapshot[]>({
  id: 'aws/rds/cluster-snapshots',
  title: 'Manual snapshots of Aurora clusters',
  operations: [describeDBClusterSnapshots],
  item: z.array(ClusterSnapshot),
  keys: clusterKeys,
  collect: async ({ aws, spec }) => {
    const found = await Promise.all(
      batchesOf(clusterKeys(spec), MAX_IDENTIFIERS_PER_CALL).map(async (batch) => {
        const answer = await aws.read(describeDBClusterSnapshots, {
          SnapshotType: 'manual',
          Filters: [{ Name: 'db-cluster-id', Values: [...batch] }],
        });
        return batch.map((name): [string, Observation<ClusterSnapshot[]>] => {
          switch (answer.state) {
            case 'failed':
              return [name, unseen(answer.cause)];
            case 'absent':
              return [name, absent(answer.calls)];
            case 'answered':
              return [name, snapshotsIn(answer.value.DBClusterSnapshots ?? [], name, answer.calls)];
          }
        });
      }),
    );
    return Object.fromEntries(found.flat());
  },
});

function snapshotsIn(
  snapshots: readonly DBClusterSnapshot[],
  cluster: string,
  calls: readonly string[],
): Observation<ClusterSnapshot[]> {
  const items = whole(snapshots, (snapshot) => {
    const { DBClusterSnapshotArn, DBClusterSnapshotIdentifier, DBClusterIdentifier } = snapshot;
    return DBClusterSnapshotArn === undefined ||
      DBClusterSnapshotIdentifier === undefined ||
      DBClusterIdentifier === undefined
      ? null
      : {
          cluster: DBClusterIdentifier,
          item: {
            arn: DBClusterSnapshotArn,
            identifier: DBClusterSnapshotIdentifier,
            status: snapshot.Status ?? null,
            createdAt: snapshot.SnapshotCreateTime?.toISOString() ?? null,
            storageEncrypted: snapshot.StorageEncrypted ?? null,
            storageEncryptionType: snapshot.StorageEncryptionType ?? null,
          },
        };
  });
  // What is not identified may be a snapshot of any of them.
  if (items === null) {
    return malformed(describeDBClusterSnapshots, calls, 'A snapshot in it is not identified.');
  }
  const own = items.filter((one) => isNamed(one.cluster, cluster)).map(({ item }) => item);
  return present(own, calls);
}
