import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, describeClusters } from './clusters.ts';
import { describeDBClusterParameters, describeDBClusters } from './operations.ts';

/** Forces clients to use TLS. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html */
export const FORCE_SSL = 'rds.force_ssl';

const NO_GROUP = 'It does not say which parameter group is attached to the cluster.';

export const ClusterParameters = z.strictObject({
  /** The group that is attached, whatever the spec declares. */
  group: z.string(),
  /** Values of the parameters that the checks ask about. AWS lists a default like any other value. */
  values: z.record(z.string(), z.string().nullable()),
});
export type ClusterParameters = z.infer<typeof ClusterParameters>;

/** The parameters in the group attached to each declared cluster, by the cluster's identifier. */
export const auroraClusterParameters = defineCollector<ClusterParameters>({
  id: 'aws/rds/cluster-parameters',
  title: 'Parameters of the parameter group attached to each Aurora cluster',
  operations: [describeDBClusters, describeDBClusterParameters],
  item: ClusterParameters,
  keys: clusterKeys,
  collect: async (context) => {
    const clusters = await describeClusters(context);
    const entries = await Promise.all(
      [...clusters].map(async ([identifier, cluster]) => {
        if (cluster.state !== 'present') return [identifier, cluster] as const;
        const group = cluster.value.DBClusterParameterGroup;
        if (group === undefined) {
          return [identifier, malformed(describeDBClusters, cluster.calls, NO_GROUP)] as const;
        }
        return [identifier, await readGroup(context, identifier, group)] as const;
      }),
    );
    return Object.fromEntries(entries);
  },
});

async function readGroup(
  { aws, spec }: CollectContext,
  identifier: string,
  group: string,
): Promise<Observation<ClusterParameters>> {
  const wanted = [FORCE_SSL, ...Object.keys(spec.aurora?.[identifier]?.parameters ?? {})];
  const names = [...new Set(wanted)].sort();
  const answer = await aws.read(describeDBClusterParameters, {
    DBClusterParameterGroupName: group,
    // The one filter that this call knows: without it AWS lists some four hundred rows.
    Filters: [{ Name: 'parameter-name', Values: names }],
  });
  return observe(answer, ({ Parameters }) => ({
    group,
    values: Object.fromEntries(
      (Parameters ?? [])
        .filter(({ ParameterName }) => names.includes(ParameterName ?? ''))
        .map(({ ParameterName, ParameterValue }) => [ParameterName ?? '', ParameterValue ?? null]),
    ),
  }));
}
