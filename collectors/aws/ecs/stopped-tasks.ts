import type { Task } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, type Observation } from '../../../core/observation.ts';
import { describeTasks, listTasks } from './operations.ts';
import { serviceKey, serviceKeys } from './services.ts';
import { tasksByGroup } from './tasks-by-group.ts';

/** One task that ended within the last hour, as long as ECS lists them. Null is what AWS left out. */
export const StoppedTask = z.strictObject({
  arn: z.string(),
  /** `TaskFailedToStart`, `EssentialContainerExited`, `ServiceSchedulerInitiated` and others. */
  stopCode: z.string().nullable(),
  reason: z.string().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
  taskDefinition: z.string().nullable(),
  /** Exit codes by container; null for one that never ran. */
  exitCodes: z.record(z.string(), z.int().nullable()),
});
export type StoppedTask = z.infer<typeof StoppedTask>;

/** The stopped tasks of every declared service; the key is `<cluster>/<service>`. Absent: the cluster does not exist. */
export const stoppedTasks = defineCollector<StoppedTask[]>({
  id: 'aws/ecs/stopped-tasks',
  title: 'Tasks of ECS services that ended within the last hour',
  operations: [listTasks, describeTasks],
  item: z.array(StoppedTask),
  keys: serviceKeys,
  collect: async (context) => {
    const observed = await Promise.all(
      Object.entries(context.spec.clusters ?? {}).map(async ([cluster, { services }]) => {
        const found = await tasksByGroup(context, cluster, toItem, 'STOPPED');
        return Object.keys(services).map((name): [string, Observation<StoppedTask[]>] => [
          serviceKey(cluster, name),
          found.state === 'present'
            ? present(found.value.get(`service:${name}`) ?? [], found.calls)
            : found,
        ]);
      }),
    );
    return Object.fromEntries(observed.flat());
  },
});

function toItem(task: Task, arn: string): StoppedTask {
  return {
    arn,
    stopCode: task.stopCode ?? null,
    reason: task.stoppedReason ?? null,
    stoppedAt: task.stoppedAt?.toISOString() ?? null,
    taskDefinition: task.taskDefinitionArn ?? null,
    exitCodes: Object.fromEntries(
      (task.containers ?? []).map(({ name = '', exitCode }) => [name, exitCode ?? null]),
    ),
  };
}
