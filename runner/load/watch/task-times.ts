import type { Task } from '@aws-sdk/client-ecs';
import { tasksByGroup } from '../../../collectors/aws/ecs/tasks-by-group.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { ServiceRecord } from '../../../core/load/deployment-record.ts';
import { whyUnseen, type Gaps } from './gaps.ts';
import type { WatchedParts, WatchedService } from './watched-parts.ts';

type TaskTimes = ServiceRecord['tasks'][number];

/** What is known of the tasks of a service, by ARN: a task that is gone stays as it was last seen. */
export interface SeenTasks {
  readonly tasks: Map<string, TaskTimes>;
  readonly gaps: Gaps;
}

/** Looks once at when the tasks of each service came up. */
export async function lookAtTaskTimes(
  context: CollectContext,
  { services }: WatchedParts,
  seenOf: (service: WatchedService) => SeenTasks,
): Promise<void> {
  const clusters = [...new Set(services.map(({ cluster }) => cluster))];
  await Promise.all(
    clusters.map(async (cluster) => {
      const found = await tasksByGroup(context, cluster, toTimes);
      const at = new Date();
      for (const service of services.filter((watched) => watched.cluster === cluster)) {
        const { tasks, gaps } = seenOf(service);
        switch (found.state) {
          case 'unseen':
            gaps.note('The times of its tasks were', whyUnseen(found.cause), at);
            break;
          case 'absent':
            gaps.note('The times of its tasks were', 'The cluster does not exist.', at);
            break;
          case 'present':
            for (const task of found.value.get(`service:${service.name}`) ?? []) {
              tasks.set(task.arn, task);
            }
        }
      }
    }),
  );
}

function toTimes({ createdAt, pullStoppedAt, startedAt }: Task, arn: string): TaskTimes {
  return {
    arn,
    createdAt: createdAt?.toISOString() ?? null,
    imagePulledAt: pullStoppedAt?.toISOString() ?? null,
    startedAt: startedAt?.toISOString() ?? null,
  };
}

/** Those that AWS created since a time by its clock, in epoch milliseconds; one that does not say when is among them. */
export function createdSince(tasks: ReadonlyMap<string, TaskTimes>, sinceMs: number): TaskTimes[] {
  return [...tasks.values()]
    .filter(({ createdAt }) => createdAt === null || Date.parse(createdAt) >= sinceMs)
    .sort((one, other) => ((one.createdAt ?? one.arn) < (other.createdAt ?? other.arn) ? -1 : 1));
}
