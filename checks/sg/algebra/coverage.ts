import { addressesOf, covers, isEmpty, unite, type Addresses } from './addresses.ts';
import { cut, subtract, union, type IntervalSet } from './interval.ts';
import { normalise, peerKey, type Peer, type Ports, type Protocol, type Rule } from './rule.ts';

/** What prefix lists stand for, by id. A list that is not in it matches only itself. */
export type PrefixLists = ReadonlyMap<string, Addresses>;

const NO_LISTS: PrefixLists = new Map();

/** Every IP protocol that a packet may have. */
const PROTOCOLS: readonly Protocol[] = Array.from({ length: 256 }, (_, number) => {
  switch (number) {
    case 1:
      return 'icmp';
    case 6:
      return 'tcp';
    case 17:
      return 'udp';
    case 58:
      return 'icmpv6';
    default:
      return number;
  }
});

export interface Difference {
  /** Declared, and not wholly admitted. */
  readonly missing: readonly Rule[];
  /** Admitted, and not wholly declared. */
  readonly unexpected: readonly Rule[];
}

/**
 * How two sets of rules differ in what they admit. Both lists are empty exactly when the same packets are admitted:
 * how rules are grouped, ordered, split by port or by block, or repeated makes no difference.
 */
export function difference(declared: readonly Rule[], actual: readonly Rule[]): Difference {
  return { missing: beyond(declared, actual), unexpected: beyond(actual, declared) };
}

/** The rules of `rules`, each with those of its ports at which `others` do not admit its whole peer. */
export function beyond(rules: readonly Rule[], others: readonly Rule[]): readonly Rule[] {
  const admitting = normalise(others);
  const named = new Set(admitting.map(({ protocol }) => protocol));
  // All protocols that no rule names are admitted alike, so one of them stands for the rest.
  const rest = PROTOCOLS.find((protocol) => !named.has(protocol));
  const everyProtocol = PROTOCOLS.filter((protocol) => named.has(protocol) || protocol === rest);
  return normalise(rules).flatMap((rule) => {
    const protocols = rule.protocol === 'all' ? everyProtocol : [rule.protocol];
    const ports = union(
      protocols.flatMap((protocol) => {
        const relevant = admitting.filter(
          (other) =>
            other.direction === rule.direction &&
            (other.protocol === 'all' || other.protocol === protocol),
        );
        return uncoveredPorts(relevant, rule.ports, rule.peer);
      }),
    );
    // What one of all protocols lacks is no range of ports that could be named.
    if (ports.length > 0 && rule.protocol === 'all') return [rule];
    return ports.map((range) => ({ ...rule, ports: range }));
  });
}

/** The ports at which the rules, whose protocol and direction are not looked at, do not admit the whole peer. */
export function uncoveredPorts(
  rules: readonly Rule[],
  ports: Ports,
  peer: Peer,
): IntervalSet<number> {
  if (peer.kind === 'cidr') return unadmittedPorts(rules, ports, addressesOf([peer.cidr]));
  const key = peerKey(peer);
  const same = rules.filter((rule) => rule.peer.kind === peer.kind && peerKey(rule.peer) === key);
  return subtract([ports], union(same.map((rule) => rule.ports)));
}

/** The ports at which the rules do not admit every one of the addresses. No address at all is never admitted. */
export function unadmittedPorts(
  rules: readonly Rule[],
  ports: Ports,
  addresses: Addresses,
  lists: PrefixLists = NO_LISTS,
): IntervalSet<number> {
  if (isEmpty(addresses)) return [ports];
  const blocks = rules.flatMap((rule) => {
    const block = addressesOfPeer(rule.peer, lists);
    return block === null ? [] : [{ ports: rule.ports, block }];
  });
  const bounds = blocks.flatMap(({ ports: { from, to } }) => [from, to]);
  return union(
    cut(ports, bounds).filter((piece) => {
      const open = blocks.filter(
        (rule) => rule.ports.from <= piece.from && piece.to <= rule.ports.to,
      );
      return !covers(unite(open.map(({ block }) => block)), addresses);
    }),
  );
}

/** The addresses behind a peer; null when they are not known from the rule: a group, or a list that was not read. */
export function addressesOfPeer(peer: Peer, lists: PrefixLists): Addresses | null {
  switch (peer.kind) {
    case 'cidr':
      return addressesOf([peer.cidr]);
    case 'prefix-list':
      return lists.get(peer.id) ?? null;
    case 'group':
      return null;
  }
}
