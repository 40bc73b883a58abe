import type { JsonCompletion } from '../completion.ts';
import { ECS_DEPLOYMENT_COMPLETIONS } from './ecs-deployments.ts';
import { ECS_SERVICE_COMPLETIONS } from './ecs-services.ts';

/** ECS, by subject. */
export const ECS_COMPLETIONS: readonly JsonCompletion[] = [
  ...ECS_SERVICE_COMPLETIONS,
  ...ECS_DEPLOYMENT_COMPLETIONS,
];
