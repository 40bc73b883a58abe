import type { Cluster } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import type { Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { observeOne } from '../partial.ts';
import { describeClusters, MAX_CLUSTERS_PER_CALL } from './operations.ts';

/** One ECS cluster. Null is what AWS left out. */
export const EcsCluster = z.strictObject({
  arn: z.string(),
  /** `ACTIVE`, or a state that a deleted cluster keeps for a while. */
  status: z.string().nullable(),
  /** `enabled`, `enhanced` or `disabled`. */
  containerInsights: z.string().nullable(),
  /** How commands that are run in containers are kept; null when the cluster says nothing of it. */
  executeCommand: z
    .strictObject({
      /** `NONE`, `DEFAULT` (as the task logs) or `OVERRIDE` (to a place of its own). */
      logging: z.string().nullable(),
      kmsKeyId: z.string().nullable(),
    })
    .nullable(),
});
export type EcsCluster = z.infer<typeof EcsCluster>;

/** Every declared cluster, by name. */
export const ecsClusters = defineCollector<EcsCluster>({
  id: 'aws/ecs/clusters',
  title: 'ECS clusters and their settings',
  operations: [describeClusters],
  item: EcsCluster,
  keys: ({ clusters }) => Object.keys(clusters ?? {}),
  collect: async ({ aws, spec }) => {
    const items: Record<string, Observation<EcsCluster>> = {};
    await Promise.all(
      batchesOf(Object.keys(spec.clusters ?? {}), MAX_CLUSTERS_PER_CALL).map(async (batch) => {
        const answer = await aws.read(describeClusters, {
          clusters: [...batch],
          include: ['SETTINGS', 'CONFIGURATIONS'],
        });
        for (const name of batch) {
          items[name] = observeOne(
            describeClusters,
            answer,
            ({ clusters }) => clusters?.find(({ clusterName }) => clusterName === name),
            (item) => item === name || item.endsWith(`/${name}`),
            toItem,
          );
        }
      }),
    );
    return items;
  },
});

function toItem({ clusterArn, status, settings, configuration }: Cluster): EcsCluster {
  return {
    arn: clusterArn ?? '',
    status: status ?? null,
    containerInsights: settings?.find(({ name }) => name === 'containerInsights')?.value ?? null,
    executeCommand:
      configuration?.executeCommandConfiguration === undefined
        ? null
        : {
            logging: configuration.executeCommandConfiguration.logging ?? null,
            kmsKeyId: configuration.executeCommandConfiguration.kmsKeyId ?? null,
          },
  };
}
