import { controllerOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';

/** A configuration under which tasks run now. */
export interface Place {
  /** Its name, as a sentence begins. */
  readonly place: string;
  /** The newest configuration, not one that is being replaced. */
  readonly isCurrent: boolean;
  /** Null when ECS left it out. */
  readonly network: EcsService['network'];
}

/** Which list of configurations ECS left out, as the message about it; null when it gave all that the controller has. */
export function missingList(service: EcsService): string | null {
  if (service.deployments === null) return 'ECS gives no list of deployments.';
  // The rolling controller has no task sets.
  return controllerOf(service) !== 'ECS' && service.taskSets === null
    ? 'ECS gives no list of task sets.'
    : null;
}

/** Every configuration under which tasks run now: those of a rollout can differ from the service's own (E10). */
export function networksOf(service: EcsService): readonly Place[] {
  const deployments = (service.deployments ?? []).map(({ id, status, network }) => ({
    place: `Deployment ${id ?? 'without an id'}`,
    isCurrent: status === 'PRIMARY',
    network,
  }));
  const taskSets = (service.taskSets ?? []).map(({ id, status, network }) => ({
    place: `Task set ${id ?? 'without an id'}`,
    isCurrent: status === 'PRIMARY',
    network,
  }));
  // Task sets have a network of their own, so a service that is made of them may have none.
  const own =
    controllerOf(service) === 'ECS' || service.network !== null
      ? [{ place: 'The service', isCurrent: true, network: service.network }]
      : [];
  return [...own, ...deployments, ...taskSets];
}
