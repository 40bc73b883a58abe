import type { JsonCompletion } from '../completion.ts';
import { ECS_CLUSTER_COMPLETIONS } from './ecs-clusters.ts';
import { ECS_DEPLOYMENT_COMPLETIONS } from './ecs-deployments.ts';
import { ECS_SERVICE_COMPLETIONS } from './ecs-services.ts';
import { ECS_TASK_COMPLETIONS } from './ecs-tasks.ts';

/** ECS, by subject. */
export const ECS_COMPLETIONS: readonly JsonCompletion[] = [
  ...ECS_CLUSTER_COMPLETIONS,
  ...ECS_SERVICE_COMPLETIONS,
  ...ECS_TASK_COMPLETIONS,
  ...ECS_DEPLOYMENT_COMPLETIONS,
];
