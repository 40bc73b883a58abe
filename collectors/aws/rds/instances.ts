import type { DBInstance } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, isNamed } from './clusters.ts';
import { describeDBInstances, MAX_IDENTIFIERS_PER_CALL } from './operations.ts';
import { pendingChanges } from './pending-changes.ts';
import { whole } from './whole.ts';

/** One member instance of an Aurora cluster. Null is what AWS left out. */
export const AuroraInstance = z.strictObject({
  arn: z.string(),
  identifier: z.string(),
  status: z.string().nullable(),
  /** The name of this one member. */
  endpoint: z.string().nullable(),
  instanceClass: z.string().nullable(),
  availabilityZone: z.string().nullable(),
  publiclyAccessible: z.boolean().nullable(),
  /** 0 is promoted first, 15 last; readers of 0 and 1 are kept as large as the writer. */
  promotionTier: z.int().nullable(),
  autoMinorVersionUpgrade: z.boolean().nullable(),
  performanceInsights: z.boolean().nullable(),
  /** Of enhanced monitoring; 0 when it is off. */
  monitoringIntervalSeconds: z.int().nullable(),
  certificate: z
    .strictObject({ authority: z.string().nullable(), validTill: z.iso.datetime().nullable() })
    .nullable(),
  /** The names of what waits to be changed. AWS names pending changes only while there are any. */
  pendingChanges: z.array(z.string()),
  parameterGroups: z.array(z.strictObject({ name: z.string(), status: z.string().nullable() })),
});
export type AuroraInstance = z.infer<typeof AuroraInstance>;

/** All members of each declared cluster, by the cluster's identifier. An empty list: AWS knows no member. */
export const auroraInstances = defineCollector<AuroraInstance[]>({
  id: 'aws/rds/instances',
  title: 'Member instances of Aurora clusters with zone, class and accessibility',
  operations: [describeDBInstances],
  item: z.array(AuroraInstance),
  keys: clusterKeys,
  collect: describeMembers,
});

/** The members of every declared cluster, a hundred clusters a call. A list with a member left out is no list. */
export async function describeMembers({
  aws,
  spec,
}: CollectContext): Promise<Readonly<Record<string, Observation<AuroraInstance[]>>>> {
  const found = await Promise.all(
    batchesOf(clusterKeys(spec), MAX_IDENTIFIERS_PER_CALL).map(async (batch) => {
      const answer = await aws.read(describeDBInstances, {
        Filters: [{ Name: 'db-cluster-id', Values: [...batch] }],
      });
      return batch.map((name): [string, Observation<AuroraInstance[]>] => {
        switch (answer.state) {
          case 'failed':
            return [name, unseen(answer.cause)];
          case 'absent':
            return [name, absent(answer.calls)];
          case 'answered':
            return [name, membersIn(answer.value.DBInstances ?? [], name, answer.calls)];
        }
      });
    }),
  );
  return Object.fromEntries(found.flat());
}

function membersIn(
  instances: readonly DBInstance[],
  cluster: string,
  calls: readonly string[],
): Observation<AuroraInstance[]> {
  const items = whole(instances, (instance) => {
    const item = toItem(instance);
    return item === null ? null : { item, cluster: instance.DBClusterIdentifier };
  });
  // What is not identified may be a member of any of them.
  if (items === null) {
    return malformed(describeDBInstances, calls, 'An instance in it is not identified.');
  }
  const members = items.filter((one) => isNamed(one.cluster, cluster)).map(({ item }) => item);
  return present(members, calls);
}

function toItem(instance: DBInstance): AuroraInstance | null {
  const { DBInstanceArn, DBInstanceIdentifier, DBClusterIdentifier, DBParameterGroups } = instance;
  const groups = whole(DBParameterGroups, ({ DBParameterGroupName, ParameterApplyStatus }) =>
    DBParameterGroupName === undefined
      ? null
      : { name: DBParameterGroupName, status: ParameterApplyStatus ?? null },
  );
  if (
    DBInstanceArn === undefined ||
    DBInstanceIdentifier === undefined ||
    DBClusterIdentifier === undefined ||
    groups === null
  ) {
    return null;
  }
  return {
    arn: DBInstanceArn,
    identifier: DBInstanceIdentifier,
    status: instance.DBInstanceStatus ?? null,
    endpoint: instance.Endpoint?.Address ?? null,
    instanceClass: instance.DBInstanceClass ?? null,
    availabilityZone: instance.AvailabilityZone ?? null,
    publiclyAccessible: instance.PubliclyAccessible ?? null,
    promotionTier: instance.PromotionTier ?? null,
    autoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade ?? null,
    performanceInsights: instance.PerformanceInsightsEnabled ?? null,
    monitoringIntervalSeconds: instance.MonitoringInterval ?? null,
    certificate:
      instance.CertificateDetails === undefined
        ? null
        : {
            authority: instance.CertificateDetails.CAIdentifier ?? null,
            validTill: instance.CertificateDetails.ValidTill?.toISOString() ?? null,
          },
    pendingChanges: pendingChanges(instance.PendingModifiedValues),
    parameterGroups: groups,
  };
}
