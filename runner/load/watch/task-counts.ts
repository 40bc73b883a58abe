import { ecsServices, type EcsService } from '../../../collectors/aws/ecs/services.ts';
import {
  targetHealth,
  type TargetHealth,
} from '../../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { TaskCounts } from '../../../core/load/deployment-record.ts';
import type { Observation } from '../../../core/observation.ts';
import { whyUnseen, type Gaps } from './gaps.ts';
import type { WatchedParts, WatchedService } from './watched-parts.ts';

/** What is known of a service while it is watched. */
export interface SeenCounts {
  readonly counts: TaskCounts[];
  readonly gaps: Gaps;
}

/** Looks once at how many tasks each service has. What is not seen is a gap, and never a zero. */
export async function lookAtTaskCounts(
  context: CollectContext,
  { services }: WatchedParts,
  seenOf: (service: WatchedService) => SeenCounts,
): Promise<void> {
  const [described, healths] = await Promise.all([
    ecsServices.collect(context),
    targetHealth.collect(context),
  ]);
  const at = new Date();
  for (const service of services) {
    const { counts, gaps } = seenOf(service);
    const tasks = tasksOf(described[service.key]);
    if (typeof tasks === 'string') {
      gaps.note('The number of tasks was', tasks, at);
      continue;
    }
    const healthy = service.targetGroup === null ? null : healthyIn(healths[service.targetGroup]);
    if (typeof healthy === 'string') gaps.note('The number of healthy tasks was', healthy, at);
    counts.push({
      at: at.toISOString(),
      ...tasks,
      healthy: typeof healthy === 'string' ? null : healthy,
    });
  }
}

/** A sentence when they are not known. */
function tasksOf(
  service: Observation<EcsService> | undefined,
): Pick<TaskCounts, 'desired' | 'running' | 'pending'> | string {
  switch (service?.state) {
    case undefined:
      return 'The spec does not declare the service.';
    case 'unseen':
      return whyUnseen(service.cause);
    case 'absent':
      return 'The service does not exist.';
    case 'present': {
      const { desiredCount: desired, runningCount: running, pendingCount: pending } = service.value;
      if (desired === null || running === null || pending === null) {
        return 'The answer to ecs:DescribeServices lacks a number of tasks.';
      }
      return { desired, running, pending };
    }
  }
}

/** A sentence when it is not known. */
function healthyIn(targets: Observation<TargetHealth> | undefined): number | string {
  switch (targets?.state) {
    case undefined:
      return 'The spec does not declare the target group.';
    case 'unseen':
      return whyUnseen(targets.cause);
    case 'absent':
      return 'The target group does not exist.';
    case 'present': {
      const states = targets.value.map(({ state }) => state);
      if (states.includes(null)) return 'A target has no state.';
      return states.filter((state) => state === 'healthy').length;
    }
  }
}
