import type { Task } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { describeTasks, listTasks, MAX_TASKS_PER_CALL } from './operations.ts';
import { serviceKey, serviceKeys } from './services.ts';

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
        const found = await tasksByGroup(context, cluster);
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

/** Every running task of a cluster by its group, which names the service that started it. */
async function tasksByGroup(
  { aws }: CollectContext,
  cluster: string,
): Promise<Observation<ReadonlyMap<string, EcsTasks>>> {
  const listed = await aws.read(listTasks, { cluster, desiredStatus: 'RUNNING' });
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);

  const groups = new Map<string, EcsTask[]>();
  const calls: CallId[] = [...listed.calls];
  const batches = batchesOf(listed.value.taskArns ?? [], MAX_TASKS_PER_CALL);
  const answers = await Promise.all(
    batches.map(async (tasks) => ({
      tasks,
      answer: await aws.read(describeTasks, { cluster, tasks: [...tasks] }),
    })),
  );
  for (const { tasks, answer } of answers) {
    if (answer.state === 'failed') return unseen(answer.cause);
    if (answer.state === 'absent') return absent(answer.calls);
    calls.push(...answer.calls);
    const described = answer.value.tasks ?? [];
    // A task that ended since it was listed is gone, not hidden.
    const ended = answer.failures.filter((failure) => failure.absent).map(({ item }) => item);
    const told = new Set([...ended, ...described.map(({ taskArn }) => taskArn)]);
    if (tasks.some((arn) => !told.has(arn))) {
      return malformed(describeTasks, answer.calls, 'A listed task is neither described nor gone.');
    }
    for (const task of described) {
      const { taskArn, group } = task;
      if (taskArn === undefined || group === undefined) {
        return malformed(describeTasks, answer.calls, 'A task has no name or no group.');
      }
      const members = groups.get(group) ?? [];
      groups.set(group, members);
      members.push(toItem(task, taskArn));
    }
  }
  return present(groups, calls);
}

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
