import type { SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import type { Subnets } from '../../collectors/aws/ec2/subnets.ts';
import { SEVERAL_SUBNETS, subnetNamed } from '../network/deployed.ts';
import { groupNamed, SEVERAL } from '../sg/deployed.ts';

/** Names of the spec, or ids of AWS. */
export interface Placement {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** What the names of a declared placement mean in the declared VPC, where alone they are looked up. */
export type Resolved =
  | { readonly state: 'found'; readonly ids: Placement }
  | { readonly state: 'missing'; readonly details: readonly string[] }
  /** A name that several things bear; the message says which kind. */
  | { readonly state: 'several'; readonly message: string };

export function resolvePlacement(
  wanted: Placement,
  subnets: Subnets,
  groups: SecurityGroups,
): Resolved {
  const namedSubnets = wanted.subnets.map((name) => [name, subnetNamed(subnets, name)] as const);
  const namedGroups = wanted.securityGroups.map(
    (name) => [name, groupNamed(groups, name)] as const,
  );
  const missing = [...namedSubnets, ...namedGroups].filter(([, found]) => found === null);
  if (missing.length > 0) {
    return { state: 'missing', details: missing.map(([name]) => `The VPC has no ${name}.`) };
  }
  if (namedSubnets.some(([, found]) => found === 'several')) {
    return { state: 'several', message: SEVERAL_SUBNETS };
  }
  if (namedGroups.some(([, found]) => found === 'several')) {
    return { state: 'several', message: SEVERAL };
  }
  return {
    state: 'found',
    ids: { subnets: idsOf(namedSubnets), securityGroups: idsOf(namedGroups) },
  };
}

type Named = readonly [string, { readonly id: string } | 'several' | null];

function idsOf(named: readonly Named[]): readonly string[] {
  return named.flatMap(([, found]) => (found === null || found === 'several' ? [] : [found.id]));
}

/** The same subnets and security groups, in whatever order. */
export function isSamePlacement(left: Placement, right: Placement): boolean {
  return (
    isSameSet(left.subnets, right.subnets) && isSameSet(left.securityGroups, right.securityGroups)
  );
}

/** The name of what an id stands for in the VPC; the id itself for what is not in it. */
export function nameOfId(id: string, subnets: Subnets, groups: SecurityGroups): string {
  return subnets[id]?.name ?? groups.byId[id]?.name ?? id;
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [new Set(left), new Set(right)];
  return one.size === other.size && left.every((member) => other.has(member));
}
