import type { Subject } from '../../core/check.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { placesOfGroups } from './places.ts';

export const INTERNET = 'internet';
export const ENDPOINTS = 'endpoints';

/** A flow that the spec declares, with where it places the two ends. */
export interface DeclaredFlow extends Subject {
  readonly vpc: string;
  /** A declared security group, or the internet. */
  readonly from: string;
  /** A declared security group; `endpoints` where the spec declares none of the interface endpoints. */
  readonly to: string;
  readonly port: number;
  /** Names of subnets. */
  readonly fromSubnets: readonly string[];
  readonly toSubnets: readonly string[];
}

/** Every declared flow, once. */
export function declaredFlows(spec: Spec): readonly DeclaredFlow[] {
  const { network } = spec;
  if (network === undefined) return [];
  const places = placesOfGroups(spec);
  const flows = new Map<string, DeclaredFlow>();
  for (const [index, { from, to, port }] of (network.flows ?? []).entries()) {
    const name = `${from} to ${to}:${port}`;
    flows.set(name, {
      name,
      path: ['network', 'flows', index],
      vpc: network.vpc.name,
      from,
      to: to === ENDPOINTS ? (network.endpoints.securityGroup ?? to) : to,
      port,
      fromSubnets: places.get(from) ?? [],
      toSubnets: places.get(to) ?? [],
    });
  }
  return [...flows.values()];
}
