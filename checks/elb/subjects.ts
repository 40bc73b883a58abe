import type { Subject } from '../../core/check.ts';
import type { LoadBalancerSpec, TargetGroupSpec } from '../../core/spec/sections/load-balancing.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, type ServiceSubject } from '../ecs/subjects.ts';

export interface BalancerSubject extends Subject {
  readonly declared: LoadBalancerSpec;
}

export interface GroupSubject extends Subject {
  readonly declared: TargetGroupSpec;
  /** The declared services whose tasks are its targets. */
  readonly users: readonly ServiceSubject[];
}

/** Every declared load balancer, by its name. */
export function declaredBalancers(spec: Spec): readonly BalancerSubject[] {
  return Object.entries(spec.loadBalancers ?? {}).map(([name, declared]) => ({
    name,
    path: ['loadBalancers', name],
    declared,
  }));
}

/** Every declared target group, by its name. */
export function declaredGroups(spec: Spec): readonly GroupSubject[] {
  const users = new Map<string, ServiceSubject[]>();
  for (const service of declaredServices(spec)) {
    const group = service.declared.loadBalancer?.targetGroup;
    if (group !== undefined) users.set(group, [...(users.get(group) ?? []), service]);
  }
  return Object.entries(spec.targetGroups ?? {}).map(([name, declared]) => ({
    name,
    path: ['targetGroups', name],
    declared,
    users: users.get(name) ?? [],
  }));
}

export const NO_BALANCERS = 'The spec declares no load balancer.';
export const NO_GROUPS = 'The spec declares no target group.';
