import { describeScalingActivities } from '../../../collectors/aws/application-auto-scaling/operations.ts';
import { scalingPolicies } from '../../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import {
  describeMetricAlarms,
  getMetricData,
} from '../../../collectors/aws/cloudwatch/operations.ts';
import { ecsServices } from '../../../collectors/aws/ecs/services.ts';
import { ecsTasks } from '../../../collectors/aws/ecs/tasks.ts';
import { targetGroups } from '../../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { targetHealth } from '../../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import { caller } from '../../../collectors/aws/sts/caller.ts';
import type { IamAction, Operation } from '../../../core/aws.ts';

/** Every operation that is sent while load is: no other is let through. */
export const WATCHED_OPERATIONS: readonly Operation[] = [
  ...caller.operations,
  ...ecsServices.operations,
  ...ecsTasks.operations,
  ...targetGroups.operations,
  ...targetHealth.operations,
  ...scalingPolicies.operations,
  describeScalingActivities,
  describeMetricAlarms,
  getMetricData,
];

/** The IAM actions that watching needs, in order. */
export function watchedActions(): readonly IamAction[] {
  const actions = WATCHED_OPERATIONS.flatMap(({ action }) => (action === null ? [] : [action]));
  return [...new Set(actions)].sort();
}
