import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { auroraClusterSnapshots, type ClusterSnapshot } from './cluster-snapshots.ts';
import { clusterKeys } from './clusters.ts';
import { describeDBClusterSnapshotAttributes, describeDBClusterSnapshots } from './operations.ts';

/** Who may restore a manual snapshot, beside its own account. */
export const SnapshotShare = z.strictObject({
  arn: z.string(),
  identifier: z.string(),
  /** Ids of accounts; `all` for everyone. */
  restorableBy: z.array(z.string()),
});
export type SnapshotShare = z.infer<typeof SnapshotShare>;

/** All manual snapshots of each declared cluster, by the cluster's identifier. */
export const snapshotShares = defineCollector<SnapshotShare[]>({
  id: 'aws/rds/snapshot-shares',
  title: 'With whom manual snapshots of Aurora clusters are shared',
  operations: [describeDBClusterSnapshots, describeDBClusterSnapshotAttributes],
  item: z.array(SnapshotShare),
  keys: clusterKeys,
  collect: async (context) => {
    const snapshots = await auroraClusterSnapshots.collect(context);
    const entries = await Promise.all(
      Object.entries(snapshots).map(
        async ([cluster, found]): Promise<[string, Observation<SnapshotShare[]>]> => [
          cluster,
          found.state === 'present' ? await sharesOf(context, found.value, found.calls) : found,
        ],
      ),
    );
    return Object.fromEntries(entries);
  },
});

async function sharesOf(
  context: CollectContext,
  snapshots: readonly ClusterSnapshot[],
  before: readonly string[],
): Promise<Observation<SnapshotShare[]>> {
  const shares: SnapshotShare[] = [];
  const calls = [...before];
  for (const share of await Promise.all(snapshots.map((each) => shareOf(context, each)))) {
    if (share.state === 'unseen') return share;
    calls.push(...share.calls);
    // One that was deleted since it was listed is shared with nobody.
    if (share.state === 'present') shares.push(share.value);
  }
  return present(shares, calls);
}

async function shareOf(
  { aws }: CollectContext,
  { arn, identifier }: ClusterSnapshot,
): Promise<Observation<SnapshotShare>> {
  const answer = await aws.read(describeDBClusterSnapshotAttributes, {
    DBClusterSnapshotIdentifier: identifier,
  });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return { state: 'absent', calls: answer.calls };
  const attributes = answer.value.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes;
  // RDS lists the attribute of a snapshot that is shared with nobody too, with no value.
  const restore = attributes?.find(({ AttributeName }) => AttributeName === 'restore');
  const restorableBy = restore?.AttributeValues;
  return restorableBy === undefined
    ? malformed(
        describeDBClusterSnapshotAttributes,
        answer.calls,
        'It does not say who may restore the snapshot.',
      )
    : present({ arn, identifier, restorableBy }, answer.calls);
}
