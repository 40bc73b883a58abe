import type { DBInstance } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { clusterKeys } from './clusters.ts';
import { describeDBInstances, MAX_IDENTIFIERS_PER_CALL } from './operations.ts';

/** One member instance of an Aurora cluster. Null is what AWS left out. */
export const AuroraInstance = z.strictObject({
  arn: z.string(),
  identifier: z.string(),
  status: z.string().nullable(),
  instanceClass: z.string().nullable(),
  availabilityZone: z.string().nullable(),
  publiclyAccessible: z.boolean().nullable(),
  promotionTier: z.int().nullable(),
});
export type AuroraInstance = z.infer<typeof AuroraInstance>;

/** All members of each declared cluster, by the cluster's identifier. An empty list: AWS knows no member. */
export const auroraInstances = defineCollector<AuroraInstance[]>({
  id: 'aws/rds/instances',
  title: 'Member instances of Aurora clusters with zone, class and accessibility',
  operations: [describeDBInstances],
  item: z.array(AuroraInstance),
  keys: clusterKeys,
  collect: async ({ aws, spec }) => {
    const items: Record<string, Observation<AuroraInstance[]>> = {};
    await Promise.all(
      batchesOf(clusterKeys(spec), MAX_IDENTIFIERS_PER_CALL).map(async (batch) => {
        const answer = await aws.read(describeDBInstances, {
          Filters: [{ Name: 'db-cluster-id', Values: [...batch] }],
        });
        for (const identifier of batch) {
          items[identifier] = observe(answer, ({ DBInstances }) =>
            (DBInstances ?? [])
              .filter(({ DBClusterIdentifier }) => DBClusterIdentifier === identifier.toLowerCase())
              .map(toItem),
          );
        }
      }),
    );
    return items;
  },
});

function toItem(instance: DBInstance): AuroraInstance {
  return {
    arn: instance.DBInstanceArn ?? '',
    identifier: instance.DBInstanceIdentifier ?? '',
    status: instance.DBInstanceStatus ?? null,
    instanceClass: instance.DBInstanceClass ?? null,
    availabilityZone: instance.AvailabilityZone ?? null,
    publiclyAccessible: instance.PubliclyAccessible ?? null,
    promotionTier: instance.PromotionTier ?? null,
  };
}
