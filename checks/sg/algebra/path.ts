import type { Addresses } from './addresses.ts';
import { addressesOf } from './addresses.ts';
import { EVERYWHERE } from './cidr.ts';
import { unadmittedPorts, uncoveredPorts, type PrefixLists } from './coverage.ts';
import { intersect, union, type IntervalSet } from './interval.ts';
import { admitsNothing, type Direction, type Ports, type Protocol, type Rule } from './rule.ts';

/** Network interfaces that stand for each other: they share their groups and lie in the same subnets. */
export interface Endpoint {
  /** The ids of all groups that are attached: a packet needs to be admitted by one of them only. */
  readonly groups: readonly string[];
  /** The rules of all these groups. */
  readonly rules: readonly Rule[];
  /** Where the interfaces may have an address: the blocks of their subnets. */
  readonly addresses: Addresses;
}

export interface Flow {
  readonly protocol: Exclude<Protocol, 'all'>;
  readonly ports: Ports;
}

/**
 * `undecided` when it depends on prefix lists whose entries are not known. A half is open only when it is open at every
 * port of the flow and for every address that the other end may have.
 */
export type Half = 'open' | 'closed' | 'undecided';

export interface Path {
  /** Whether the groups of the sender let the flow out. */
  readonly egress: Half;
  /** Whether the groups of the receiver let the flow in. */
  readonly ingress: Half;
}

/** Security groups are stateful but two-sided: a flow needs the egress of its sender and the ingress of its receiver. */
export function pathOf(from: Endpoint, to: Endpoint, flow: Flow, lists: PrefixLists): Path {
  return {
    egress: halfOf(from.rules, 'egress', flow, to, lists),
    ingress: halfOf(to.rules, 'ingress', flow, from, lists),
  };
}

/** Whether the rules of one end admit the flow to or from the other. */
export function halfOf(
  rules: readonly Rule[],
  direction: Direction,
  flow: Flow,
  other: Pick<Endpoint, 'groups' | 'addresses'>,
  lists: PrefixLists,
): Half {
  const relevant = rules.filter(
    (rule) =>
      rule.direction === direction &&
      (rule.protocol === 'all' || rule.protocol === flow.protocol) &&
      !admitsNothing(rule),
  );
  if (closedPorts(relevant, flow.ports, other, lists).length === 0) return 'open';
  const unread = relevant.flatMap(({ peer }) =>
    peer.kind === 'prefix-list' && !lists.has(peer.id) ? [peer.id] : [],
  );
  // At best a list that was not read holds every address there is.
  const everywhere = addressesOf([EVERYWHERE[4], EVERYWHERE[6]]);
  const best = new Map([...lists, ...unread.map((id) => [id, everywhere] as const)]);
  return closedPorts(relevant, flow.ports, other, best).length === 0 ? 'undecided' : 'closed';
}

function closedPorts(
  rules: readonly Rule[],
  ports: Ports,
  { groups, addresses }: Pick<Endpoint, 'groups' | 'addresses'>,
  lists: PrefixLists,
): IntervalSet<number> {
  const byAddress = unadmittedPorts(rules, ports, addresses, lists);
  return groups.reduce<IntervalSet<number>>(
    (closed, id) =>
      intersect(closed, uncoveredPorts(rules, ports, { kind: 'group', id, account: null })),
    union(byAddress),
  );
}
