import type { Spec } from '../../../core/spec/spec.ts';
import { serviceKey } from '../ecs/services.ts';

/** What Application Auto Scaling calls the number of tasks of an ECS service. */
export const SCALED_DIMENSION = 'ecs:service:DesiredCount';

/** A declared service under the key of its artifacts and the id that Application Auto Scaling gives it. */
export interface ScalableService {
  readonly key: string;
  readonly resourceId: string;
}

export function scalableServices({ clusters }: Spec): readonly ScalableService[] {
  return Object.entries(clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.keys(services).map((name) => scalableService(cluster, name)),
  );
}

/** Those for which the spec declares scaling. */
export function scaledServices({ clusters }: Spec): readonly ScalableService[] {
  return Object.entries(clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services)
      .filter(([, { scaling }]) => scaling !== undefined)
      .map(([name]) => scalableService(cluster, name)),
  );
}

function scalableService(cluster: string, name: string): ScalableService {
  return { key: serviceKey(cluster, name), resourceId: `service/${cluster}/${name}` };
}
