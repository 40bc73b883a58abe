import type { DBCluster } from '@aws-sdk/client-rds';
import { z } from 'zod';
import type { Answer } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { batchesOf } from '../batches.ts';
import { describeDBClusters, MAX_IDENTIFIERS_PER_CALL } from './operations.ts';

const Member = z.strictObject({
  instance: z.string(),
  isWriter: z.boolean().nullable(),
  promotionTier: z.int().nullable(),
  /** `in-sync`, or `pending-reboot`: then the group's values are not in force on the member. */
  parameterGroupStatus: z.string().nullable(),
});

/** One Aurora cluster as it is deployed. Null is what AWS left out. */
export const AuroraCluster = z.strictObject({
  arn: z.string(),
  status: z.string().nullable(),
  engine: z.string().nullable(),
  engineVersion: z.string().nullable(),
  engineMode: z.string().nullable(),
  port: z.int().nullable(),
  /** Null when the cluster has no Serverless v2 configuration. */
  serverlessV2: z
    .strictObject({
      minCapacity: z.number().nullable(),
      maxCapacity: z.number().nullable(),
      secondsUntilAutoPause: z.int().nullable(),
    })
    .nullable(),
  members: z.array(Member),
  storageEncrypted: z.boolean().nullable(),
  kmsKeyId: z.string().nullable(),
  deletionProtection: z.boolean().nullable(),
  iamAuthentication: z.boolean().nullable(),
  parameterGroup: z.string().nullable(),
  subnetGroup: z.string().nullable(),
  securityGroups: z.array(z.strictObject({ id: z.string(), status: z.string().nullable() })),
  logExports: z.array(z.string()),
  backupRetentionDays: z.int().nullable(),
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
    const items: Record<string, Observation<AuroraCluster>> = {};
    const clusters = await describeClusters(context);
    for (const [identifier, observation] of clusters) {
      items[identifier] =
        observation.state === 'present'
          ? present(toItem(observation.value), observation.calls)
          : observation;
    }
    return items;
  },
});

export function clusterKeys(spec: Spec): readonly string[] {
  return Object.keys(spec.aurora ?? {});
}

/** The declared clusters as AWS describes them. A complete list without a cluster proves that there is none. */
export async function describeClusters({
  aws,
  spec,
}: CollectContext): Promise<ReadonlyMap<string, Observation<DBCluster>>> {
  const found = new Map<string, Observation<DBCluster>>();
  await Promise.all(
    batchesOf(clusterKeys(spec), MAX_IDENTIFIERS_PER_CALL).map(async (batch) => {
      const answer = await aws.read(describeDBClusters, {
        Filters: [{ Name: 'db-cluster-id', Values: [...batch] }],
      });
      for (const identifier of batch) found.set(identifier, clusterIn(answer, identifier));
    }),
  );
  return found;
}

function clusterIn(
  answer: Answer<{ DBClusters?: DBCluster[] | undefined }>,
  identifier: string,
): Observation<DBCluster> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      // RDS keeps identifiers in lower case, whatever they were created with.
      const cluster = answer.value.DBClusters?.find(
        ({ DBClusterIdentifier }) => DBClusterIdentifier === identifier.toLowerCase(),
      );
      return cluster === undefined ? absent(answer.calls) : present(cluster, answer.calls);
    }
  }
}

function toItem(cluster: DBCluster): AuroraCluster {
  const capacity = cluster.ServerlessV2ScalingConfiguration;
  return {
    arn: cluster.DBClusterArn ?? '',
    status: cluster.Status ?? null,
    engine: cluster.Engine ?? null,
    engineVersion: cluster.EngineVersion ?? null,
    engineMode: cluster.EngineMode ?? null,
    port: cluster.Port ?? null,
    serverlessV2:
      capacity === undefined
        ? null
        : {
            minCapacity: capacity.MinCapacity ?? null,
            maxCapacity: capacity.MaxCapacity ?? null,
            secondsUntilAutoPause: capacity.SecondsUntilAutoPause ?? null,
          },
    members: (cluster.DBClusterMembers ?? []).map((member) => ({
      instance: member.DBInstanceIdentifier ?? '',
      isWriter: member.IsClusterWriter ?? null,
      promotionTier: member.PromotionTier ?? null,
      parameterGroupStatus: member.DBClusterParameterGroupStatus ?? null,
    })),
    storageEncrypted: cluster.StorageEncrypted ?? null,
    kmsKeyId: cluster.KmsKeyId ?? null,
    deletionProtection: cluster.DeletionProtection ?? null,
    iamAuthentication: cluster.IAMDatabaseAuthenticationEnabled ?? null,
    parameterGroup: cluster.DBClusterParameterGroup ?? null,
    subnetGroup: cluster.DBSubnetGroup ?? null,
    securityGroups: (cluster.VpcSecurityGroups ?? []).map((group) => ({
      id: group.VpcSecurityGroupId ?? '',
      status: group.Status ?? null,
    })),
    logExports: cluster.EnabledCloudwatchLogsExports ?? [],
    backupRetentionDays: cluster.BackupRetentionPeriod ?? null,
    backupWindow: cluster.PreferredBackupWindow ?? null,
    earliestRestorableTime: cluster.EarliestRestorableTime?.toISOString() ?? null,
    latestRestorableTime: cluster.LatestRestorableTime?.toISOString() ?? null,
    createdAt: cluster.ClusterCreateTime?.toISOString() ?? null,
  };
}
