import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, describeClusters } from './clusters.ts';
import { describeDBClusters } from './operations.ts';

/** Where an Aurora cluster listens, and behind what. Null is what AWS left out. */
export const ClusterNetwork = z.strictObject({
  port: z.int().nullable(),
  /** A group that is not `active` is being attached or detached. */
  securityGroups: z.array(z.strictObject({ id: z.string(), status: z.string().nullable() })),
});
export type ClusterNetwork = z.infer<typeof ClusterNetwork>;

/** Every declared cluster, by its identifier. */
export const auroraClusterNetwork = defineCollector<ClusterNetwork>({
  id: 'aws/rds/cluster-network',
  title: 'Ports and security groups of Aurora clusters',
  operations: [describeDBClusters],
  item: ClusterNetwork,
  keys: clusterKeys,
  collect: async (context) => {
    const items: Record<string, Observation<ClusterNetwork>> = {};
    for (const [name, cluster] of await describeClusters(context)) {
      if (cluster.state !== 'present') {
        items[name] = cluster;
        continue;
      }
      const { calls, value } = cluster;
      const securityGroups = (value.VpcSecurityGroups ?? [{}]).map(
        ({ VpcSecurityGroupId, Status }) =>
          VpcSecurityGroupId === undefined
            ? null
            : { id: VpcSecurityGroupId, status: Status ?? null },
      );
      items[name] = securityGroups.every((group) => group !== null)
        ? present({ port: value.Port ?? null, securityGroups }, calls)
        : malformed(describeDBClusters, calls, 'It does not say which security groups there are.');
    }
    return items;
  },
});
