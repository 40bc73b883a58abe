import type { PrefixLists as ListItems } from '../../collectors/aws/ec2/prefix-lists.ts';
import type { SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import type { Subnets } from '../../collectors/aws/ec2/subnets.ts';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { Artifact, JudgeContext } from '../../core/check.ts';
import { missingList } from '../ecs/networks.ts';
import { subnetNamed } from '../network/deployed.ts';
import { addressesOf, unite, type Addresses } from './algebra/addresses.ts';
import { parseCidr } from './algebra/cidr.ts';
import type { PrefixLists } from './algebra/coverage.ts';
import { halfOf, type Flow, type Half } from './algebra/path.ts';
import type { Direction, Rule } from './algebra/rule.ts';
import { addressesIn, rulesOf } from './deployed.ts';

export const NOWHERE: Addresses = addressesOf([]);

/** What the attached groups of network interfaces admit in one direction, together. */
export interface Attached {
  readonly ids: readonly string[];
  readonly rules: readonly Rule[];
  /** Looks for the lists that the rules refer to; gives those that were read. */
  readonly readLists: () => PrefixLists;
  /** False when a group is not in the VPC's list or a rule cannot be read: then a closed half proves nothing. */
  readonly isWhole: boolean;
}

export function attachedGroups(
  direction: Direction,
  ids: readonly string[],
  groups: SecurityGroups,
  lists: Artifact<ListItems>,
  context: JudgeContext,
): Attached {
  const expansions = ids.map((id) => {
    const group = groups.byId[id];
    if (group === undefined) return { name: null, rules: [], isWhole: false };
    const { rules, unreadable } = rulesOf(direction, { id, group }, context);
    return { name: group.name, rules, isWhole: unreadable.length === 0 };
  });
  return {
    ids,
    rules: expansions.flatMap(({ rules }) => rules),
    readLists: () =>
      addressesIn(
        expansions.flatMap(({ name, rules }) => {
          const isListed = rules.some(({ peer }) => peer.kind === 'prefix-list');
          const observed = isListed && name !== null ? lists.look(name) : null;
          return observed?.state === 'present' ? observed.value : [];
        }),
      ),
    isWhole: expansions.every(({ isWhole }) => isWhole),
  };
}

/** Whether the flow can pass to or from the other side; null stands for addresses that are not known. */
export function halfBetween(
  direction: Direction,
  { rules, readLists, isWhole }: Attached,
  flow: Flow,
  other: { readonly groups: readonly string[]; readonly addresses: Addresses | null },
): Half {
  const addresses = other.addresses ?? NOWHERE;
  const halfWith = (lists: PrefixLists) =>
    halfOf(rules, direction, flow, { groups: other.groups, addresses }, lists);
  // Lists are asked for only where they matter: what is not needed and not seen would cost the pass.
  const plain = halfWith(new Map());
  const half = plain === 'undecided' ? halfWith(readLists()) : plain;
  if (half !== 'closed') return half;
  const isAddressed = rules.some(({ peer }) => peer.kind !== 'group');
  return isWhole && (other.addresses !== null || !isAddressed) ? 'closed' : 'undecided';
}

/** Where interfaces in the subnets may have an IPv4 address; null when there is no subnet or a block is not known. */
export function addressesInSubnets(ids: readonly string[], subnets: Subnets): Addresses | null {
  const blocks = ids.map((id) => parseCidr(subnets[id]?.cidr ?? ''));
  return blocks.length > 0 && blocks.every((block) => block !== null)
    ? unite(blocks.map((block) => addressesOf([block])))
    : null;
}

/** The same for subnets by their names; null too when a name is that of no subnet, or does not say of which. */
export function addressesInNamed(names: readonly string[], subnets: Subnets): Addresses | null {
  const ids = names.flatMap((name) => {
    const found = subnetNamed(subnets, name);
    return found === null || found === 'several' ? [] : [found.id];
  });
  return ids.length < names.length ? null : addressesInSubnets(ids, subnets);
}

export interface TaskNetwork {
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
}

export interface TaskNetworks {
  readonly networks: readonly TaskNetwork[];
  /** False when ECS left a network configuration out: then tasks may run under one that is not listed. */
  readonly isWhole: boolean;
}

/** Each network configuration under which tasks of the service run now, once: those of a rollout can differ from its own. */
export function taskNetworks(service: EcsService): TaskNetworks {
  const all = [
    service.network,
    ...(service.deployments ?? []).map(({ network }) => network),
    ...(service.taskSets ?? []).map(({ network }) => network),
  ];
  const given = all.flatMap((network) => {
    const groups = network?.securityGroups ?? null;
    const subnets = network?.subnets ?? null;
    return groups === null || subnets === null ? [] : [{ groups, subnets }];
  });
  const distinct = new Map<string, TaskNetwork>(
    given.map((one) => [JSON.stringify([[...one.groups].sort(), [...one.subnets].sort()]), one]),
  );
  const isWhole = missingList(service) === null && given.length === all.length;
  return { networks: [...distinct.values()], isWhole };
}
