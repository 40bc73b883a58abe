import type { Task } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { describeTasks, listTasks, MAX_TASKS_PER_CALL } from './operations.ts';
import { serviceKey, serviceKeys } from './services.ts';

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
        const found = await stoppedIn(context, cluster);
        return Object.keys(services).map((name): [string, Observation<StoppedTask[]>] => [
          serviceKey(cluster, name),
          found.state === 'present'
            ? present(
                found.value.filter(({ group }) => group === `service:${name}`).map(toItem),
                found.calls,
              )
            : found,
        ]);
      }),
    );
    return Object.fromEntries(observed.flat());
  },
});

async function stoppedIn(
  { aws }: CollectContext,
  cluster: string,
): Promise<Observation<readonly Task[]>> {
  const listed = await aws.read(listTasks, { cluster, desiredStatus: 'STOPPED' });
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);
  const tasks: Task[] = [];
  const calls = [...listed.calls];
  for (const batch of batchesOf(listed.value.taskArns ?? [], MAX_TASKS_PER_CALL)) {
    const answer = await aws.read(describeTasks, { cluster, tasks: [...batch] });
    if (answer.state === 'failed') return unseen(answer.cause);
    calls.push(...answer.calls);
    // One that ECS forgot since it was listed is an hour old.
    if (answer.state === 'answered') tasks.push(...(answer.value.tasks ?? []));
  }
  return present(tasks, calls);
}

function toItem(task: Task): StoppedTask {
  return {
    arn: task.taskArn ?? '',
    stopCode: task.stopCode ?? null,
    reason: task.stoppedReason ?? null,
    stoppedAt: task.stoppedAt?.toISOString() ?? null,
    taskDefinition: task.taskDefinitionArn ?? null,
    exitCodes: Object.fromEntries(
      (task.containers ?? []).map(({ name = '', exitCode }) => [name, exitCode ?? null]),
    ),
  };
}
