// What AWS answers about load balancers, for the tests of their collectors. Only tests import it.
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Spec } from '../../../../core/spec/spec.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';

export function balancerArn(name: string): string {
  return `${PREFIX}:loadbalancer/app/${name}/0123456789abcdef`;
}

export function groupArn(name: string): string {
  return `${PREFIX}:targetgroup/${name}/0123456789abcdef`;
}

export function listenerArn(balancer: string, id: string): string {
  return `${PREFIX}:listener/app/${balancer}/0123456789abcdef/${id}`;
}

export function balancer(name: string, facts: Partial<LoadBalancer> = {}): LoadBalancer {
  return { LoadBalancerName: name, LoadBalancerArn: balancerArn(name), ...facts };
}

export function group(name: string, facts: Partial<TargetGroup> = {}): TargetGroup {
  return { TargetGroupName: name, TargetGroupArn: groupArn(name), ...facts };
}

/** The collectors read no more of a declared load balancer or target group than its name. */
export function declaringBalancers(...names: string[]): Partial<Spec> {
  return { loadBalancers: byName(names) as NonNullable<Spec['loadBalancers']> };
}

export function declaringGroups(...names: string[]): Partial<Spec> {
  return { targetGroups: byName(names) as NonNullable<Spec['targetGroups']> };
}

function byName(names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}
