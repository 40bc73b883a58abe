import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../../runner/errors.ts';

/** Which of the declared things the faults break: always the first that fits, so that a fault is the same every time. */

type Scaling = NonNullable<ServiceSpec['scaling']>;

export interface PickedService {
  readonly cluster: string;
  readonly name: string;
  /** As the checks name it. */
  readonly subject: string;
  readonly service: ServiceSpec;
}

/** A service that no load balancer sends to: what happens to it happens to no target group. */
export function plainService(spec: Spec): PickedService {
  return must(
    services(spec).find(({ service }) => service.loadBalancer === undefined),
    'service without a load balancer',
  );
}

export function balancedService(spec: Spec): PickedService & { readonly targetGroup: string } {
  for (const picked of services(spec)) {
    const { loadBalancer } = picked.service;
    if (loadBalancer !== undefined) return { ...picked, targetGroup: loadBalancer.targetGroup };
  }
  throw nothing('service with a load balancer');
}

/** A scaled service with a policy that follows the requests of its load balancer. */
export function requestScaledService(spec: Spec): PickedService & { readonly policy: string } {
  for (const picked of services(spec)) {
    for (const [policy, declared] of Object.entries(picked.service.scaling?.policies ?? {})) {
      if (declared.kind === 'target-tracking' && declared.metric === 'ALBRequestCountPerTarget') {
        return { ...picked, policy };
      }
    }
  }
  throw nothing('service that scales with the requests of its load balancer');
}

/** A scaled service of which the spec says what a load test makes of it. */
export function loadScaledService(spec: Spec): PickedService & {
  readonly scaling: Scaling;
  readonly underLoad: NonNullable<Scaling['underLoad']>;
} {
  for (const picked of services(spec)) {
    const { scaling } = picked.service;
    if (scaling?.underLoad !== undefined) {
      return { ...picked, scaling, underLoad: scaling.underLoad };
    }
  }
  throw nothing('service that scales under a load test');
}

export function cluster(spec: Spec): string {
  return must(Object.keys(spec.clusters ?? {})[0], 'cluster');
}

export function auroraCluster(spec: Spec): { name: string; declared: AuroraClusterSpec } {
  const [name, declared] = must(Object.entries(spec.aurora ?? {})[0], 'Aurora cluster');
  return { name, declared };
}

/** All of them: they have subnets and security groups in common. */
export function auroraClusters(spec: Spec): readonly string[] {
  return Object.keys(spec.aurora ?? {});
}

/** As the check of the paths to databases names them: from every service to one cluster. */
export function pathsTo(spec: Spec, aurora: string): readonly string[] {
  return services(spec).map(({ subject }) => `${subject} to ${aurora}`);
}

/** From one service to every cluster. */
export function pathsOf(spec: Spec, service: string): readonly string[] {
  return auroraClusters(spec).map((aurora) => `${service} to ${aurora}`);
}

/** The first with an RDS Proxy in front of it. */
export function proxiedCluster(spec: Spec): { name: string; declared: AuroraClusterSpec } {
  const found = Object.entries(spec.aurora ?? {}).find(([, { proxy }]) => proxy !== undefined);
  const [name, declared] = must(found, 'Aurora cluster with an RDS Proxy');
  return { name, declared };
}

export function table(spec: Spec): string {
  return must(Object.keys(spec.tables ?? {})[0], 'table');
}

export function groupOfRole(
  spec: Spec,
  role: 'load-balancer' | 'service' | 'database' | 'endpoint',
): string {
  const found = Object.entries(spec.securityGroups ?? {}).find(([, group]) => group.role === role);
  return must(found, `security group of the role ${role}`)[0];
}

export function subnetOfTier(spec: Spec, tier: 'public' | 'private' | 'database'): string {
  const found = Object.entries(spec.network?.subnets ?? {}).find(
    ([, subnet]) => subnet.tier === tier,
  );
  return must(found, `${tier} subnet`)[0];
}

export function rotatedSecret(spec: Spec): { name: string; rotationDays: number } {
  for (const [name, { rotationDays }] of Object.entries(spec.secrets ?? {})) {
    if (rotationDays !== undefined) return { name, rotationDays };
  }
  throw nothing('secret that is rotated');
}

/** As the checks name them: the services with a container that has the secret injected. */
export function servicesWithSecret(spec: Spec, secret: string): readonly string[] {
  return services(spec)
    .filter(({ service }) =>
      Object.values(service.task.containers).some(({ secrets = {} }) =>
        Object.values(secrets).includes(secret),
      ),
    )
    .map(({ subject }) => subject);
}

export function loadBalancer(spec: Spec): string {
  return must(Object.keys(spec.loadBalancers ?? {})[0], 'load balancer');
}

export function firstAlarm(spec: Spec): { name: string; declared: AlarmSpec } {
  const [name, declared] = must(Object.entries(spec.alarms ?? {})[0], 'alarm');
  return { name, declared };
}

export function ratioAlarm(spec: Spec): { name: string; declared: AlarmSpec } {
  const found = Object.entries(spec.alarms ?? {}).find(
    ([, { dividedBy }]) => dividedBy !== undefined,
  );
  const [name, declared] = must(found, 'alarm on a ratio');
  return { name, declared };
}

function services(spec: Spec): PickedService[] {
  return Object.entries(spec.clusters ?? {}).flatMap(([clusterName, declared]) =>
    Object.entries(declared.services).map(([name, service]) => ({
      cluster: clusterName,
      name,
      subject: `${clusterName}/${name}`,
      service,
    })),
  );
}

export function must<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw nothing(what);
  return value;
}

function nothing(what: string): UsageError {
  return new UsageError(`the spec declares no ${what}, so there is nothing to break`);
}
