// Specs with as much of each service as a collector reads, and AWS's errors. Only tests import it.
import type { ServiceSpec } from '../../../../core/spec/sections/clusters.ts';
import type { Spec } from '../../../../core/spec/spec.ts';

type Declared = Readonly<Record<string, Partial<ServiceSpec>>>;

const rolling: ServiceSpec['deployment'] = {
  controller: 'ECS',
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  settleMinutes: 15,
};

const task: ServiceSpec['task'] = {
  family: 'worker',
  revision: 7,
  cpuUnits: 256,
  memoryMiB: 512,
  architecture: 'ARM64',
  containers: {},
};

/** Services by cluster; each is rolling unless told. */
export function declaring(clusters: Readonly<Record<string, Declared>>): Partial<Spec> {
  const entries = Object.entries(clusters).map(([cluster, services]) => [
    cluster,
    {
      containerInsights: true,
      services: Object.fromEntries(
        Object.entries(services).map(([name, declared]) => [
          name,
          { deployment: rolling, task, ...declared },
        ]),
      ),
    },
  ]);
  return { clusters: Object.fromEntries(entries) as NonNullable<Spec['clusters']> };
}

/** As many services of one cluster as asked for, each with the same declaration. */
export function manyServices(count: number, declared: Partial<ServiceSpec> = {}): Partial<Spec> {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  return declaring({ main: Object.fromEntries(names.map((name) => [name, declared])) });
}

/** An error as the SDK throws it. */
export function awsError(code: string, message = 'AWS says no.'): Error {
  return Object.assign(new Error(message), { name: code });
}

export const DENIED = awsError('AccessDeniedException', 'User is not authorized.');
