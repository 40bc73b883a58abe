import type { Task } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, type Observation } from '../../../core/observation.ts';
import { describeTasks, listTasks } from './operations.ts';
import { serviceKey, serviceKeys } from './services.ts';
import { tasksByGroup } from './tasks-by-group.ts';

/** The tasks of one service that are to run. Null is what AWS left out. */
export const EcsTasks = z.array(
  z.strictObject({
    arn: z.string(),
    /** Such as `PENDING`, `RUNNING` or `DEPROVISIONING`. */
    lastStatus: z.string().nullable(),
    /** `HEALTHY`, `UNHEALTHY`, or `UNKNOWN` where nothing checks, or not yet. */
    healthStatus: z.string().nullable(),
    availabilityZone: z.string().nullable(),
    taskDefinition: z.string().nullable(),
    platformVersion: z.string().nullable(),
    /** When ECS began to make the task: before it read any secret for it. */
    createdAt: z.iso.datetime().nullable(),
    startedAt: z.iso.datetime().nullable(),
    /** Containers by name, each with the digest of the image that it runs. */
    digests: z.record(z.string(), z.string().nullable()),
  }),
);
export type EcsTasks = z.infer<typeof EcsTasks>;
export type EcsTask = EcsTasks[number];

/**
 * The tasks of every declared service whose desired status is RUNNING; an empty list when it has none. The key is
 * `<cluster>/<service>`. Absent: the cluster does not exist. Clusters are listed whole, which takes a call for a
 * hundred tasks and not one for each service.
 */
export const ecsTasks = defineCollector<EcsTasks>({
  id: 'aws/ecs/tasks',
  title: 'Running tasks of ECS services',
  operations: [listTasks, describeTasks],
  item: EcsTasks,
  keys: serviceKeys,
  collect: async (context) => {
    const observed = await Promise.all(
      Object.entries(context.spec.clusters ?? {}).map(async ([cluster, { services }]) => {
        const found = await tasksByGroup(context, cluster, toItem);
        return Object.keys(services).map((name) => [
          serviceKey(cluster, name),
          found.state === 'present'
            ? present(found.value.get(`service:${name}`) ?? [], found.calls)
            : found,
        ]);
      }),
    );
    return Object.fromEntries(observed.flat()) as Record<string, Observation<EcsTasks>>;
  },
});

function toItem(task: Task, arn: string): EcsTask {
  return {
    arn,
    lastStatus: task.lastStatus ?? null,
    healthStatus: task.healthStatus ?? null,
    availabilityZone: task.availabilityZone ?? null,
    taskDefinition: task.taskDefinitionArn ?? null,
    platformVersion: task.platformVersion ?? null,
    createdAt: task.createdAt?.toISOString() ?? null,
    startedAt: task.startedAt?.toISOString() ?? null,
    digests: Object.fromEntries(
      (task.containers ?? []).flatMap(({ name, imageDigest }) =>
        name === undefined ? [] : [[name, imageDigest ?? null]],
      ),
    ),
  };
}
