import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { observeEach } from '../each.ts';
import { observeOne } from '../partial.ts';
import { ALL, ListedResource, readWhole } from '../whole-list.ts';
import { describeClusters, listClusters, MAX_CLUSTERS_PER_CALL } from './operations.ts';

export const ListedCluster = z.strictObject({
  ...ListedResource.shape,
  /** `ACTIVE`, or `INACTIVE` for one that was deleted and can still be found. Null is what AWS left out. */
  status: z.string().nullable(),
});
export type ListedCluster = z.infer<typeof ListedCluster>;

/** With their states, which the list itself lacks. */
export const allEcsClusters = defineCollector<ListedCluster[]>({
  id: 'aws/ecs/all-clusters',
  title: 'All ECS clusters of the account in the region',
  operations: [listClusters, describeClusters],
  item: z.array(ListedCluster),
  keys: ({ scope }) => (scope === undefined ? [] : [ALL]),
  collect: (context) =>
    observeEach(context.spec.scope === undefined ? [] : [ALL], () => allClusters(context)),
});

async function allClusters(context: CollectContext): Promise<Observation<ListedCluster[]>> {
  const listed = await readWhole(context, {
    operation: listClusters,
    input: {},
    list: ({ clusterArns }) => clusterArns,
    toItem: (arn) => arn,
  });
  if (listed.state !== 'present') return listed;
  const batches = await Promise.all(
    batchesOf(listed.value, MAX_CLUSTERS_PER_CALL).map(async (arns) => {
      const answer = await context.aws.read(describeClusters, { clusters: [...arns] });
      return arns.map((arn) =>
        observeOne(
          describeClusters,
          answer,
          ({ clusters }) => clusters?.find(({ clusterArn }) => clusterArn === arn),
          (item) => item === arn,
          ({ status }): ListedCluster => ({
            name: arn.slice(arn.lastIndexOf('/') + 1),
            arn,
            status: status ?? null,
          }),
        ),
      );
    }),
  );
  const clusters: ListedCluster[] = [];
  const calls = new Set(listed.calls);
  for (const cluster of batches.flat()) {
    if (cluster.state === 'unseen') return cluster;
    for (const call of cluster.calls) calls.add(call);
    // One that is gone since it was listed is none.
    if (cluster.state === 'present') clusters.push(cluster.value);
  }
  return present(clusters, [...calls]);
}
