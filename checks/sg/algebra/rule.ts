import { formatCidr, type Cidr } from './cidr.ts';
import { union, type Interval } from './interval.ts';

export type Direction = 'ingress' | 'egress';

/** An IP protocol as EC2 names it; by number when EC2 has no name for it. `all` is EC2's -1. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | number;

/**
 * Where a packet comes from (ingress) or goes to (egress). A group's account is null when it is the account of the
 * group that has the rule.
 */
export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'prefix-list'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string; readonly account: string | null };

/**
 * Ports of tcp and udp, 0–65535. For icmp and icmpv6 the number is type × 256 + code, so that one code, all codes of
 * a type, and everything are intervals as well. Every other protocol has all of them.
 */
export type Ports = Interval<number>;

/** One thing that a security group admits, with exactly one peer. */
export interface Rule {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly peer: Peer;
}

export const ALL_PORTS: Ports = { from: 0, to: 65536 };

/** Both sides name a peer by this: two spellings of one block have one key. */
export function peerKey(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return `cidr ${formatCidr(peer.cidr)}`;
    case 'prefix-list':
      return `prefix-list ${peer.id}`;
    case 'group':
      return `group ${peer.id}`;
  }
}

/** The rules with one direction, protocol and peer are one, with maximal ports: [80–80] and [81–90] are [80–90]. In order. */
export function normalise(rules: readonly Rule[]): readonly Rule[] {
  const byPeer = new Map<string, Rule[]>();
  for (const rule of rules) {
    if (admitsNothing(rule)) continue;
    const key = `${rule.direction} ${rule.protocol} ${peerKey(rule.peer)}`;
    const same = byPeer.get(key);
    if (same === undefined) byPeer.set(key, [rule]);
    else same.push(rule);
  }
  return [...byPeer.entries()]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .flatMap(([, same]) => {
      const [first] = same;
      if (first === undefined) return [];
      return union(same.map(({ ports }) => ports)).map((ports) => ({ ...first, ports }));
    });
}

/**
 * The rule by which CDK says "no egress", since EC2 gives a new group one that admits everything: icmp type 252 code 86
 * to 255.255.255.255/32 admits nothing. https://github.com/aws/aws-cdk/issues/1430
 */
export function admitsNothing({ direction, protocol, ports, peer }: Rule): boolean {
  const icmp = 252 * 256 + 86;
  return (
    direction === 'egress' &&
    protocol === 'icmp' &&
    ports.from === icmp &&
    ports.to === icmp + 1 &&
    peerKey(peer) === 'cidr 255.255.255.255/32'
  );
}
