import type { EcsService } from './services.ts';

/** The deployment controller of a service; ECS leaves it out when it is the rolling one. */
export function controllerOf({ deploymentController }: EcsService): string {
  return deploymentController ?? 'ECS';
}

/**
 * What a service is made of: its deployments under the rolling controller, its task sets under another one. Null when
 * ECS leaves that list out.
 */
export function generationsOf(
  service: EcsService,
): EcsService['deployments'] | EcsService['taskSets'] {
  return controllerOf(service) === 'ECS' ? service.deployments : service.taskSets;
}

/**
 * The ARN of the task definition that a service is to run now: that of its PRIMARY deployment, or of its PRIMARY task
 * set under another controller than the rolling one. Null when ECS names none.
 */
export function revisionInUse(service: EcsService): string | null {
  const primary = generationsOf(service)?.find(({ status }) => status === 'PRIMARY');
  return primary?.taskDefinition ?? null;
}
