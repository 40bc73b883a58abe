import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { clusterKeys, describeClusters } from './clusters.ts';
import { describeDBClusterParameters, describeDBClusters } from './operations.ts';

/** Makes the server refuse connections without TLS. */
export const FORCE_SSL = 'rds.force_ssl';

export const ClusterParameters = z.strictObject({
  /** The group that is attached, whatever the spec declares. */
  group: z.string(),
  /**
   * The parameters that checks ask about, as far as AWS lists them, whatever their source: a default is listed like any
   * other value. Null: AWS lists the parameter without a value, and the engine chooses one.
   */
  values: z.record(z.string(), z.string().nullable()),
});
export type ClusterParameters = z.infer<typeof ClusterParameters>;

/** Parameters in the group that is attached to each declared cluster, by the cluster's identifier. */
export const auroraClusterParameters = defineCollector<ClusterParameters>({
  id: 'aws/rds/cluster-parameters',
  title: 'Parameters of the parameter group attached to each Aurora cluster',
  operations: [describeDBClusters, describeDBClusterParameters],
  item: ClusterParameters,
  keys: clusterKeys,
  collect: async (context) => {
    const clusters = await describeClusters(context);
    const attached = [...clusters.values()].flatMap((cluster) =>
      cluster.state === 'present' ? (cluster.value.DBClusterParameterGroup ?? []) : [],
    );
    // Clusters that share a group share its answer, which therefore has what each of them asks about.
    const names = wantedBy(context, [...clusters.keys()]);
    const answers = new Map(
      [...new Set(attached)].map((group) => [group, readGroup(context, group, names)]),
    );
    const entries = await Promise.all(
      [...clusters].map(async ([name, cluster]) => {
        if (cluster.state !== 'present') return [name, cluster] as const;
        const answer = answers.get(cluster.value.DBClusterParameterGroup ?? '');
        if (answer === undefined) {
          const what = 'It does not say which parameter group is attached to the cluster.';
          return [name, malformed(describeDBClusters, cluster.calls, what)] as const;
        }
        return [name, await answer] as const;
      }),
    );
    return Object.fromEntries(entries);
  },
});

async function readGroup(
  { aws }: CollectContext,
  group: string,
  names: readonly string[],
): Promise<Observation<ClusterParameters>> {
  const answer = await aws.read(describeDBClusterParameters, {
    DBClusterParameterGroupName: group,
    // Without the filter AWS lists some four hundred; with `Source: user` it leaves out the defaults.
    Filters: [{ Name: 'parameter-name', Values: [...names] }],
  });
  return observe(answer, ({ Parameters }) => ({
    group,
    values: Object.fromEntries(
      (Parameters ?? []).flatMap(({ ParameterName, ParameterValue }) =>
        ParameterName !== undefined && names.includes(ParameterName)
          ? [[ParameterName, ParameterValue ?? null]]
          : [],
      ),
    ),
  }));
}

function wantedBy({ spec }: CollectContext, clusters: readonly string[]): readonly string[] {
  const declared = clusters.flatMap((name) => Object.keys(spec.aurora?.[name]?.parameters ?? {}));
  return [...new Set([FORCE_SSL, ...declared])].sort();
}
