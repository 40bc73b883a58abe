import { describeScalingActivities } from '../../../collectors/aws/application-auto-scaling/operations.ts';
import { scalingPolicies } from '../../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import {
  describeCompositeAlarms,
  describeMetricAlarms,
  getMetricData,
} from '../../../collectors/aws/cloudwatch/operations.ts';
import { ecsServices } from '../../../collectors/aws/ecs/services.ts';
import { ecsTasks } from '../../../collectors/aws/ecs/tasks.ts';
import { targetGroups } from '../../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { targetHealth } from '../../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import { queues } from '../../../collectors/aws/sqs/queues.ts';
import { caller } from '../../../collectors/aws/sts/caller.ts';
import type { IamAction, Operation } from '../../../core/aws.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { fusesOf } from '../../../load/fuses/fuse.ts';
import { MESSAGING, SCENARIO_KINDS, type LoadKind } from '../../../load/plan/phases.ts';

/** Every operation that is sent while load is: no other is let through. */
export const WATCHED_OPERATIONS: readonly Operation[] = [
  ...caller.operations,
  ...ecsServices.operations,
  ...ecsTasks.operations,
  ...targetGroups.operations,
  ...targetHealth.operations,
  ...scalingPolicies.operations,
  ...queues.operations,
  describeScalingActivities,
  describeMetricAlarms,
  describeCompositeAlarms,
  getMetricData,
];

/**
 * The IAM actions that watching needs, in order.
 * @param kinds what is sent: queues are looked at when messages are, and when one may end the load
 */
export function watchedActions(
  spec: Spec,
  kinds: readonly LoadKind[] = SCENARIO_KINDS,
): readonly IamAction[] {
  const looksAtQueues =
    kinds.includes(MESSAGING) || fusesOf(spec).some(({ kind }) => kind === 'dead-letter-queue');
  const asked = looksAtQueues
    ? WATCHED_OPERATIONS
    : WATCHED_OPERATIONS.filter((operation) => !queues.operations.includes(operation));
  const actions = asked.flatMap(({ action }) => (action === null ? [] : [action]));
  return [...new Set(actions)].sort();
}
