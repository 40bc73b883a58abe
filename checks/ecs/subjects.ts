import type { Subject } from '../../core/check.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface ServiceSubject extends Subject {
  readonly cluster: string;
  readonly service: string;
  readonly declared: ServiceSpec;
}

/** Every declared service, named `<cluster>/<service>` as its collectors key it. */
export function declaredServices(spec: Spec): readonly ServiceSubject[] {
  return Object.entries(spec.clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services).map(([service, declared]) => ({
      name: `${cluster}/${service}`,
      path: ['clusters', cluster, 'services', service],
      cluster,
      service,
      declared,
    })),
  );
}

export const FILES_NOT_READ = 'Variables come from files in S3, and what is in these is not read.';
export const NO_SERVICES = 'The spec declares no ECS service.';
