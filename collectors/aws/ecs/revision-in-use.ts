import type { EcsService } from './services.ts';

/** The deployment controller of a service; ECS leaves it out when it is the rolling one. */
export function controllerOf({ deploymentController }: EcsService): string {
  return deploymentController ?? 'ECS';
}

/**
 * The ARN of the task definition that a service is to run now: that of its PRIMARY deployment, or of its PRIMARY task
 * set under another controller than the rolling one. Null when ECS names none.
 */
export function revisionInUse(service: EcsService): string | null {
  const generations =
    controllerOf(service) === 'ECS' ? (service.deployments ?? []) : service.taskSets;
  return generations.find(({ status }) => status === 'PRIMARY')?.taskDefinition ?? null;
}
