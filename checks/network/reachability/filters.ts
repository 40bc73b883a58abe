import { addressesOf, unite, without, type Addresses } from '../../sg/algebra/addresses.ts';
import { addressesOfPeer, type PrefixLists } from '../../sg/algebra/coverage.ts';
import type { Flow } from '../../sg/algebra/path.ts';
import { admitsNothing, type Direction } from '../../sg/algebra/rule.ts';
import { allowedAddresses, type AclEntry } from '../algebra/acl.ts';
import type { Doubt } from './doubt.ts';
import type { RuleSet } from './place.ts';

const NOTHING = addressesOf([]);

/** The other end of a flow, as the rules of security groups name it. */
export interface Other {
  readonly groups: readonly string[];
  readonly addresses: Addresses;
}

/** The part of the other end's addresses that security groups admit at all ports of the flow, which no rule cuts in two. */
export function admittedByRules(
  { rules, isWhole }: RuleSet,
  direction: Direction,
  flow: Flow,
  { groups, addresses }: Other,
  lists: PrefixLists,
  doubt: Doubt,
): Addresses {
  if (!isWhole && doubt === 'admits') return addresses;
  const peers = rules
    .filter(
      (rule) =>
        rule.direction === direction &&
        (rule.protocol === 'all' || rule.protocol === flow.protocol) &&
        rule.ports.from <= flow.ports.from &&
        flow.ports.to <= rule.ports.to &&
        !admitsNothing(rule),
    )
    .map(({ peer }) => peer);
  if (peers.some((peer) => peer.kind === 'group' && groups.includes(peer.id))) return addresses;
  const isUnread = peers.some((peer) => peer.kind === 'prefix-list' && !lists.has(peer.id));
  if (isUnread && doubt === 'admits') return addresses;
  const blocks = unite(peers.map((peer) => addressesOfPeer(peer, lists) ?? NOTHING));
  return without(addresses, without(addresses, blocks));
}

/** The part of the addresses that a network ACL lets pass at all ports of the flow. */
export function admittedByAcl(
  entries: readonly AclEntry[] | null,
  direction: Direction,
  flow: Flow,
  addresses: Addresses,
  doubt: Doubt,
): Addresses {
  const allowed = entries === null ? null : allowedAddresses(entries, direction, flow, addresses);
  return allowed ?? (doubt === 'admits' ? addresses : NOTHING);
}
