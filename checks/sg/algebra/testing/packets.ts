// A small universe of permissions and packets, and what EC2's documentation says of them, told naively: packet by
// packet, without intervals. The properties of the algebra are judged against it.
import fc from 'fast-check';
import type { Permission } from '../permission.ts';
import type { Direction, Rule } from '../rule.ts';
import { expand } from '../permission.ts';

const ACCOUNT = '123456789012';

/** One packet of each kind that the permissions of the universe can tell apart. */
export interface Packet {
  readonly protocol: number;
  /** The port; type × 256 + code for icmp. */
  readonly port: number;
  /** An address of the universe, a group id or a prefix list id. */
  readonly peer: string;
}

/** Addresses as a family, the rest of whose space is one packet's worth each way. */
const V4 = ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '9.9.9.9', '200.0.0.1'];
const V6 = ['fd00::0', 'fd00::1', 'fd00::2', 'fd00::3', '2600::1'];
export const ADDRESSES = [...V4, ...V6];
export const GROUPS = ['sg-a', 'sg-b', 'sg-c'];
const LISTS = ['pl-a', 'pl-b'];
const PORTS = [0, 79, 80, 81, 82, 65535];
const ICMP = [0, 1, 2, 9].flatMap((type) => [0, 1, 2, 9].map((code) => type * 256 + code));

export const PACKETS: readonly Packet[] = [...ADDRESSES, ...GROUPS, ...LISTS].flatMap((peer) => [
  ...[6, 17].flatMap((protocol) => PORTS.map((port) => ({ protocol, port, peer }))),
  ...[1, 58].flatMap((protocol) => ICMP.map((port) => ({ protocol, port, peer }))),
  ...[47, 50].map((protocol) => ({ protocol, port: 0, peer })),
]);

export function admits(permissions: readonly Permission[], packet: Packet): boolean {
  return permissions.some(
    (permission) =>
      matchesProtocol(permission, packet) &&
      (permission.groups.some(({ id }) => id === packet.peer) ||
        permission.prefixLists.includes(packet.peer) ||
        permission.cidrs.some((cidr) => isIn(packet.peer, cidr))),
  );
}

function matchesProtocol({ protocol, fromPort, toPort }: Permission, packet: Packet): boolean {
  if (protocol === '-1') return true;
  const numbers: Record<string, number> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };
  const text = protocol ?? '';
  const number = numbers[text.toLowerCase()] ?? Number(text);
  if (number !== packet.protocol) return false;
  if (number === 6 || number === 17) {
    return (fromPort ?? 0) <= packet.port && packet.port <= (toPort ?? 0);
  }
  if (number === 1 || number === 58) {
    if (fromPort === null || fromPort === -1) return true;
    const isType = fromPort === Math.floor(packet.port / 256);
    return isType && (toPort === -1 || toPort === packet.port % 256);
  }
  return true;
}

/** Bit by bit, for the blocks of the universe only. */
export function isIn(address: string, cidr: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  const isAddress = /^[0-9a-f]+[.:]/.test(address);
  if (!isAddress || network.includes(':') !== address.includes(':')) return false;
  return bits(address).slice(0, Number(prefix)) === bits(network).slice(0, Number(prefix));
}

function bits(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail = ''] = address.split('::');
  const group = (text: string) =>
    text === '' ? '' : parseInt(text, 16).toString(2).padStart(16, '0');
  return group(head).padEnd(112, '0') + group(tail).padStart(16, '0');
}

const cidr = fc.oneof(
  fc.tuple(fc.constantFrom(...V4.slice(0, 4)), fc.integer({ min: 30, max: 32 })),
  fc.tuple(fc.constantFrom(...V6.slice(0, 4)), fc.integer({ min: 126, max: 128 })),
  fc.constantFrom(
    ['0.0.0.0', 0] as const,
    ['0.0.0.0', 1] as const,
    ['128.0.0.0', 1] as const,
    ['::', 0] as const,
  ),
);
const block = cidr.map(([network, prefix]) => `${network}/${prefix}`);

const ranges = fc.oneof(
  fc
    .tuple(fc.integer({ min: 79, max: 82 }), fc.integer({ min: 79, max: 82 }))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const),
  fc.constant([0, 65535] as const),
);
const types = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -1, max: 2 })),
  fc.constant([-1, -1] as const),
);
const protocolAndPorts = fc.oneof(
  fc.tuple(fc.constantFrom('tcp', 'TCP', '6', 'udp', '17'), ranges),
  fc.tuple(fc.constantFrom('icmp', '1', 'icmpv6', '58'), types),
  fc.tuple(fc.constantFrom('-1', '47'), fc.constantFrom([null, null] as const, [80, 80] as const)),
);

export const permission: fc.Arbitrary<Permission> = fc
  .record({
    protocolAndPorts,
    cidrs: fc.array(block, { maxLength: 3 }),
    prefixLists: fc.uniqueArray(fc.constantFrom(...LISTS), { maxLength: 1 }),
    groups: fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 }),
  })
  .map(({ protocolAndPorts: [protocol, [fromPort, toPort]], groups, ...rest }) => ({
    protocol,
    fromPort,
    toPort,
    groups: groups.map((id) => ({ id, account: ACCOUNT })),
    complete: true,
    ...rest,
  }));

export const permissions = fc.array(permission, { maxLength: 5 });

/** The same packets as one permission a peer, in the order of `keys`: how EC2 lists rules, against how it groups them. */
export function regroup(
  all: readonly Permission[],
  keys: readonly number[],
): readonly Permission[] {
  return all
    .flatMap((one) => {
      const none = { ...one, cidrs: [], prefixLists: [], groups: [] };
      return [
        ...one.cidrs.map((text) => ({ ...none, cidrs: [text] })),
        ...one.prefixLists.map((id) => ({ ...none, prefixLists: [id] })),
        ...one.groups.map((group) => ({ ...none, groups: [group] })),
      ];
    })
    .map((one, index) => ({ one, key: keys[index % Math.max(keys.length, 1)] ?? 0 }))
    .sort((left, right) => left.key - right.key)
    .map(({ one }) => one);
}

/** The rules of permissions of the universe; throws when one cannot be read. */
export function rulesOf(direction: Direction, all: readonly Permission[]): readonly Rule[] {
  const { rules, unreadable } = expand(direction, all, ACCOUNT);
  if (unreadable.length > 0) throw new Error(unreadable.join('; '));
  return rules;
}
