import type { Task } from '@aws-sdk/client-ecs';
import type { CallId } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { malformed } from '../malformed.ts';
import { describeTasks, listTasks, MAX_TASKS_PER_CALL } from './operations.ts';

/**
 * Every task of a cluster that is to run, or that ended within the last hour, by its group: `service:<name>` of the service
 * that started it. A listed task that is neither described nor gone makes all of them unseen.
 */
export async function tasksByGroup<Item>(
  { aws }: Pick<CollectContext, 'aws'>,
  cluster: string,
  toItem: (task: Task, arn: string) => Item,
  desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING',
): Promise<Observation<ReadonlyMap<string, Item[]>>> {
  const listed = await aws.read(listTasks, { cluster, desiredStatus });
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);

  const groups = new Map<string, Item[]>();
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
