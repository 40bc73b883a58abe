import type { Subject } from '../../core/check.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { MessageLoadSpec } from '../../core/spec/sections/load.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, type ServiceSubject } from '../ecs/subjects.ts';
import { plainSpecOf } from '../../load/judge/judged-once.ts';

/** All of the spec: the verdict on a size rests on the load and on the sizes beside it. */
interface OfSpec {
  readonly spec: Spec;
}

export type LoadedServiceSubject = ServiceSubject & OfSpec;

export interface LoadedDatabaseSubject extends Subject, OfSpec {
  readonly declared: AuroraClusterSpec;
}

export interface LoadedQueueSubject extends Subject, OfSpec {
  readonly declared: MessageLoadSpec;
  /** The oldest that a message may grow. */
  readonly maxAgeSeconds: number;
}

export const NO_LOADED_SERVICES = 'The spec declares no service that load is sent to.';
export const NO_LOADED_DATABASES =
  'The spec declares no Aurora cluster that a loaded service uses.';

export const NO_LOADED_QUEUES = 'The spec declares no messages that are sent to a queue.';

/** The services that answer a workload. */
export function loadedServices(spec: Spec): readonly LoadedServiceSubject[] {
  const loaded = Object.values(spec.load?.workloads ?? {}).map(({ service }) => service);
  return declaredServices(spec)
    .filter(({ name }) => loaded.includes(name))
    .map((subject) => ({ ...subject, spec: plainSpecOf(spec) }));
}

/** The same; one whose number of tasks is fixed is reported as such. */
export function scalingServices(spec: Spec): readonly LoadedServiceSubject[] {
  return loadedServices(spec).map((subject) => {
    const { least, most } = taskRange(subject.declared);
    return least < most
      ? subject
      : { ...subject, notApplicable: 'The spec declares a fixed number of tasks.' };
  });
}

/** The same; one that does not scale by its use of CPU is reported as such. */
export function cpuScaledServices(spec: Spec): readonly LoadedServiceSubject[] {
  return loadedServices(spec).map((subject) => {
    const policies = Object.values(subject.declared.scaling?.policies ?? {});
    return policies.some((policy) => 'metric' in policy && policy.metric.includes('CPUUtilization'))
      ? subject
      : { ...subject, notApplicable: 'The spec declares no scaling by the use of CPU.' };
  });
}

/** The clusters that a service of a workload uses. */
export function loadedDatabases(spec: Spec): readonly LoadedDatabaseSubject[] {
  const services = Object.values(spec.load?.workloads ?? {}).map(({ service }) => service);
  const pools = spec.load?.databasePools ?? {};
  const used = services.map((service) => pools[service]?.aurora);
  return Object.entries(spec.aurora ?? {})
    .filter(([name]) => used.includes(name))
    .map(([name, declared]) => ({
      name,
      path: ['aurora', name],
      declared,
      spec: plainSpecOf(spec),
    }));
}

/** The queues that messages are sent to. */
export function loadedQueues(spec: Spec): readonly LoadedQueueSubject[] {
  return Object.entries(spec.load?.messages ?? {}).map(([key, declared]) => ({
    name: declared.queue,
    path: ['load', 'messages', key],
    declared,
    // The spec is refused without one of them.
    maxAgeSeconds: declared.maxAgeSeconds ?? spec.queues?.[declared.queue]?.maxAgeSeconds ?? 0,
    spec: plainSpecOf(spec),
  }));
}
