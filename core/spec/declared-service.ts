import type { ServiceSpec } from './sections/clusters.ts';
import type { Spec } from './spec.ts';

/** A declared service by `cluster/service`; null when there is none. */
export function declaredService(spec: Spec, name: string): ServiceSpec | null {
  const [cluster = '', service = ''] = name.split('/');
  return spec.clusters?.[cluster]?.services[service] ?? null;
}

/** The fewest and the most tasks that a service may run. */
export function taskRange({ scaling, desiredCount }: ServiceSpec): {
  readonly least: number;
  readonly most: number;
} {
  if (scaling !== undefined) return { least: scaling.minTasks, most: scaling.maxTasks };
  const count = desiredCount ?? 1;
  return { least: count, most: count };
}
