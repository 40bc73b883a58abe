import type { DBCluster } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { describeDBClusters, MAX_IDENTIFIERS_PER_CALL } from './operations.ts';
import { pendingChanges } from './pending-changes.ts';
import { whole } from './whole.ts';

const Member = z.strictObject({
  instance: z.string(),
  isWriter: z.boolean().nullable(),
  /** `in-sync`, or `pending-reboot`: then the group's values are not in force on the member. */
  parameterGroupStatus: z.string().nullable(),
});

/** One Aurora cluster as it is deployed. Null is what AWS left out. */
export const AuroraCluster = z.strictObject({
  arn: z.string(),
  status: z.string().nullable(),
  engine: z.string().nullable(),
  /** `provisioned` for Serverless v2 too; `serverless` is Serverless v1. */
  engineMode: z.string().nullable(),
  engineVersion: z.string().nullable(),
  /** The version of an upgrade that waits for its window. AWS names pending changes only while there are any. */
  pendingEngineVersion: z.string().nullable(),
  /** The names of all that waits to be changed, its version among them. */
  pendingChanges: z.array(z.string()),
  engineLifecycleSupport: z.string().nullable(),
  /** Null when the cluster has no Serverless v2 configuration. */
  serverlessV2: z
    .strictObject({
      minCapacity: z.number().nullable(),
      maxCapacity: z.number().nullable(),
      /** AWS gives it only where the minimum is 0. */
      secondsUntilAutoPause: z.int().nullable(),
    })
    .nullable(),
  members: z.array(Member),
  /** True for a key of KMS; false where AWS owns the key too, so false alone does not mean that nothing is encrypted. */
  storageEncrypted: z.boolean().nullable(),
  /** `none`, `sse-rds` (a key that AWS owns) or `sse-kms`. */
  storageEncryptionType: z.string().nullable(),
  kmsKeyId: z.string().nullable(),
  deletionProtection: z.boolean().nullable(),
  /** The one that was created with the cluster; null when there was none. RDS does not know of those that SQL creates. */
  databaseName: z.string().nullable(),
  parameterGroup: z.string().nullable(),
  /** The name that leads to the writer. */
  endpoint: z.string().nullable(),
  /** The name that leads to the readers, and to the writer while there are none. */
  readerEndpoint: z.string().nullable(),
  port: z.int().nullable(),
  subnetGroup: z.string().nullable(),
  /** Null when AWS leaves the list out, which it does for a cluster that exports nothing. */
  logExports: z.array(z.string()).nullable(),
  /** Whether users may log in with a token of IAM instead of a password. */
  iamAuthentication: z.boolean().nullable(),
  masterUsername: z.string().nullable(),
  /** The secret in which RDS itself keeps the master's password; null when it keeps none. */
  masterSecret: z
    .strictObject({ arn: z.string().nullable(), status: z.string().nullable() })
    .nullable(),
  performanceInsights: z.boolean().nullable(),
  /** Of enhanced monitoring; 0 when it is off. */
  monitoringIntervalSeconds: z.int().nullable(),
  backupRetentionDays: z.int().nullable(),
  /** UTC, such as `03:00-04:00`. */
  backupWindow: z.string().nullable(),
  earliestRestorableTime: z.iso.datetime().nullable(),
  latestRestorableTime: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type AuroraCluster = z.infer<typeof AuroraCluster>;

/** Every declared cluster, by its identifier. */
export const auroraClusters = defineCollector<AuroraCluster>({
  id: 'aws/rds/clusters',
  title: 'Aurora clusters with their members, capacity, encryption and backup window',
  operations: [describeDBClusters],
  item: AuroraCluster,
  keys: clusterKeys,
  collect: async (context) => {
    const found = await describeClusters(context);
    return Object.fromEntries([...found].map(([name, cluster]) => [name, toObservation(cluster)]));
  },
});

export function clusterKeys(spec: Spec): readonly string[] {
  return Object.keys(spec.aurora ?? {});
}

/**
 * The declared clusters as AWS describes them. A filter of many identifiers takes one call for a hundred clusters; where
 * the spec declares a scope, the list of all is read anyway. Both lists are complete: a cluster that is not in it does
 * not exist.
 */
export async function describeClusters({
  aws,
  spec,
}: CollectContext): Promise<ReadonlyMap<string, Observation<DBCluster>>> {
  const found = await Promise.all(
    batchesOf(clusterKeys(spec), MAX_IDENTIFIERS_PER_CALL).map(async (batch) => {
      const answer = await aws.read(
        describeDBClusters,
        spec.scope === undefined
          ? { Filters: [{ Name: 'db-cluster-id', Values: [...batch] }] }
          : {},
      );
      return batch.map((name): [string, Observation<DBCluster>] => {
        switch (answer.state) {
          case 'failed':
            return [name, unseen(answer.cause)];
          case 'absent':
            return [name, absent(answer.calls)];
          case 'answered':
            return [name, clusterIn(answer.value.DBClusters ?? [], name, answer.calls)];
        }
      });
    }),
  );
  return new Map(found.flat());
}

/** RDS keeps identifiers in lower case, whatever they were created with. */
export function isNamed(identifier: string | undefined, declared: string): boolean {
  return identifier === declared.toLowerCase();
}

function clusterIn(
  clusters: readonly DBCluster[],
  name: string,
  calls: readonly string[],
): Observation<DBCluster> {
  const cluster = clusters.find(({ DBClusterIdentifier }) => isNamed(DBClusterIdentifier, name));
  if (cluster !== undefined) return present(cluster, calls);
  // It may be the one that is looked for.
  if (clusters.some(({ DBClusterIdentifier }) => DBClusterIdentifier === undefined)) {
    return malformed(describeDBClusters, calls, 'A cluster in it has no identifier.');
  }
  return absent(calls);
}

function toObservation(cluster: Observation<DBCluster>): Observation<AuroraCluster> {
  if (cluster.state !== 'present') return cluster;
  const { calls, value } = cluster;
  const item = toItem(value);
  return item === null
    ? malformed(describeDBClusters, calls, 'The cluster lacks its ARN or its members.')
    : present(item, calls);
}

function toItem(cluster: DBCluster): AuroraCluster | null {
  const { DBClusterArn, DBClusterMembers } = cluster;
  const capacity = cluster.ServerlessV2ScalingConfiguration;
  const members = whole(DBClusterMembers, (member) =>
    member.DBInstanceIdentifier === undefined
      ? null
      : {
          instance: member.DBInstanceIdentifier,
          isWriter: member.IsClusterWriter ?? null,
          parameterGroupStatus: member.DBClusterParameterGroupStatus ?? null,
        },
  );
  if (DBClusterArn === undefined || members === null) return null;
  return {
    arn: DBClusterArn,
    status: cluster.Status ?? null,
    engine: cluster.Engine ?? null,
    engineMode: cluster.EngineMode ?? null,
    engineVersion: cluster.EngineVersion ?? null,
    pendingEngineVersion: cluster.PendingModifiedValues?.EngineVersion ?? null,
    pendingChanges: pendingChanges(cluster.PendingModifiedValues),
    engineLifecycleSupport: cluster.EngineLifecycleSupport ?? null,
    serverlessV2:
      capacity === undefined
        ? null
        : {
            minCapacity: capacity.MinCapacity ?? null,
            maxCapacity: capacity.MaxCapacity ?? null,
            secondsUntilAutoPause: capacity.SecondsUntilAutoPause ?? null,
          },
    members,
    storageEncrypted: cluster.StorageEncrypted ?? null,
    storageEncryptionType: cluster.StorageEncryptionType ?? null,
    kmsKeyId: cluster.KmsKeyId ?? null,
    deletionProtection: cluster.DeletionProtection ?? null,
    databaseName: cluster.DatabaseName ?? null,
    parameterGroup: cluster.DBClusterParameterGroup ?? null,
    endpoint: cluster.Endpoint ?? null,
    readerEndpoint: cluster.ReaderEndpoint ?? null,
    port: cluster.Port ?? null,
    subnetGroup: cluster.DBSubnetGroup ?? null,
    logExports: cluster.EnabledCloudwatchLogsExports ?? null,
    iamAuthentication: cluster.IAMDatabaseAuthenticationEnabled ?? null,
    masterUsername: cluster.MasterUsername ?? null,
    masterSecret:
      cluster.MasterUserSecret === undefined
        ? null
        : {
            arn: cluster.MasterUserSecret.SecretArn ?? null,
            status: cluster.MasterUserSecret.SecretStatus ?? null,
          },
    performanceInsights: cluster.PerformanceInsightsEnabled ?? null,
    monitoringIntervalSeconds: cluster.MonitoringInterval ?? null,
    backupRetentionDays: cluster.BackupRetentionPeriod ?? null,
    backupWindow: cluster.PreferredBackupWindow ?? null,
    earliestRestorableTime: cluster.EarliestRestorableTime?.toISOString() ?? null,
    latestRestorableTime: cluster.LatestRestorableTime?.toISOString() ?? null,
    createdAt: cluster.ClusterCreateTime?.toISOString() ?? null,
  };
}
