import type { Addresses } from '../../sg/algebra/addresses.ts';
import type { Rule } from '../../sg/algebra/rule.ts';
import type { AclEntry } from '../algebra/acl.ts';
import type { ResolvedRoute } from './routing.ts';

/** A subnet in which interfaces may stand. Null is what could not be told. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** The blocks of the subnet. */
  readonly addresses: Addresses | null;
  /** The entries of its network ACL. */
  readonly acl: readonly AclEntry[] | null;
  /** The routes of the table that holds for it. */
  readonly routes: readonly ResolvedRoute[] | null;
}

/** The rules of all groups that are attached, together. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** False when a group or a rule could not be read. */
  readonly isWhole: boolean;
}

/** Interfaces in the VPC that stand for each other: the same groups, and an address in any of the places. */
export interface Interfaces {
  readonly kind: 'interfaces';
  /** The ids of the groups that are attached. */
  readonly groups: readonly string[];
  readonly egress: RuleSet;
  readonly ingress: RuleSet;
  readonly places: readonly Place[];
}

/** Whatever is outside of the VPC: the internet, by its gateway, or a network behind a peering, a transit gateway or a VPN. */
export interface Outside {
  readonly kind: 'internet' | 'network';
  readonly addresses: Addresses;
}

/** Where a connection may come from. Security groups of the outside are not ours to judge. */
export type Origin = Interfaces | Outside;
