import type { Subject } from '../../core/check.ts';
import type { NetworkSpec, SubnetSpec, SubnetTier } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface NetworkSubject extends Subject {
  /** The VPC's name: the key of the artifacts of all that is in it. */
  readonly vpc: string;
  readonly declared: NetworkSpec;
}

export interface SubnetSubject extends NetworkSubject {
  /** The subnet's name. */
  readonly subnet: string;
  readonly declaredSubnet: SubnetSpec;
}

/** The declared network, as one subject. */
export function declaredNetwork(
  spec: Spec,
  ...path: readonly (string | number)[]
): readonly NetworkSubject[] {
  const { network } = spec;
  if (network === undefined) return [];
  const { name } = network.vpc;
  return [{ name, path: ['network', ...path], vpc: name, declared: network }];
}

/** Every declared subnet of the tiers. */
export function declaredSubnets(
  spec: Spec,
  tiers: readonly SubnetTier[],
): readonly SubnetSubject[] {
  return declaredNetwork(spec).flatMap((network) =>
    Object.entries(network.declared.subnets)
      .filter(([, { tier }]) => tiers.includes(tier))
      .map(([subnet, declaredSubnet]) => ({
        ...network,
        name: subnet,
        path: ['network', 'subnets', subnet],
        subnet,
        declaredSubnet,
      })),
  );
}

export const NO_NETWORK = 'The spec declares no network.';
