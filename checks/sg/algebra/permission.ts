import { parseCidr } from './cidr.ts';
import {
  ALL_PORTS,
  type Direction,
  type Peer,
  type Ports,
  type Protocol,
  type Rule,
} from './rule.ts';

/** One permission of a security group as EC2 groups them: each member of each list is a peer. Null is what EC2 left out. */
export interface Permission {
  readonly protocol: string | null;
  /** The first port; the type for icmp and icmpv6. */
  readonly fromPort: number | null;
  /** The last port; the code for icmp and icmpv6. */
  readonly toPort: number | null;
  readonly cidrs: readonly string[];
  readonly prefixLists: readonly string[];
  readonly groups: readonly { readonly id: string; readonly account: string | null }[];
  /** False when EC2 left out a list of peers, or what identifies one of them. */
  readonly complete: boolean;
}

/** What permissions mean. A judgement that rests on them must not pass while something in them could not be read. */
export interface Expansion {
  readonly rules: readonly Rule[];
  /** What could not be read, each as it was given. */
  readonly unreadable: readonly string[];
}

/** The permissions as rules, one a peer. `account` owns the group that has them. */
export function expand(
  direction: Direction,
  permissions: readonly Permission[],
  account: string,
): Expansion {
  const rules: Rule[] = [];
  const unreadable: string[] = [];
  for (const permission of permissions) {
    const protocol = parseProtocol(permission.protocol);
    const ports = protocol === null ? null : portsOf(protocol, permission);
    if (protocol === null || ports === null) {
      const { fromPort, toPort } = permission;
      unreadable.push(
        `protocol ${permission.protocol ?? 'missing'}, ports ${fromPort ?? 'missing'} to ${toPort ?? 'missing'}`,
      );
      continue;
    }
    if (!permission.complete) unreadable.push('a permission of which EC2 left out peers');
    for (const text of permission.cidrs) {
      const cidr = parseCidr(text);
      if (cidr === null) unreadable.push(`block ${text}`);
      else rules.push({ direction, protocol, ports, peer: { kind: 'cidr', cidr } });
    }
    const others: readonly Peer[] = [
      ...permission.prefixLists.map((id) => ({ kind: 'prefix-list', id }) as const),
      ...permission.groups.map(({ id, account: owner }) => {
        // EC2 leaves the account out for a deleted group of a peered VPC; such a rule admits nobody of ours either way.
        return { kind: 'group', id, account: owner === account ? null : owner } as const;
      }),
    ];
    rules.push(...others.map((peer) => ({ direction, protocol, ports, peer })));
  }
  return { rules, unreadable };
}

/** EC2 turns 1, 6, 17 and 58 into names and -1 into everything; case does not matter. Null for anything else but 0–255. */
export function parseProtocol(text: string | null): Protocol | null {
  switch (text?.toLowerCase()) {
    case undefined:
      return null;
    case '-1':
    case 'all':
      return 'all';
    case '1':
    case 'icmp':
      return 'icmp';
    case '6':
    case 'tcp':
      return 'tcp';
    case '17':
    case 'udp':
      return 'udp';
    case '58':
    case 'icmpv6':
      return 'icmpv6';
    default:
      return /^(0|[1-9]\d{0,2})$/.test(text ?? '') && Number(text) < 256 ? Number(text) : null;
  }
}

/**
 * The ports that a permission opens: a protocol that EC2 has no name for, and -1, opens all of them whatever range is
 * given. Null when the range says nothing. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function portsOf(
  protocol: Protocol,
  { fromPort, toPort }: Pick<Permission, 'fromPort' | 'toPort'>,
): Ports | null {
  switch (protocol) {
    case 'tcp':
    case 'udp':
      if (!isWithin(fromPort, 65535) || !isWithin(toPort, 65535) || fromPort > toPort) return null;
      return { from: fromPort, to: toPort + 1 };
    case 'icmpv6':
      // The only protocol with a range for which it is optional.
      if (fromPort === null && toPort === null) return ALL_PORTS;
      return typesOf(fromPort, toPort);
    case 'icmp':
      return typesOf(fromPort, toPort);
    case 'all':
    default:
      return ALL_PORTS;
  }
}

/** -1 is every type, or every code of a type. */
function typesOf(type: number | null, code: number | null): Ports | null {
  if (type === -1) return code === -1 ? ALL_PORTS : null;
  if (!isWithin(type, 255)) return null;
  if (code === -1) return { from: type * 256, to: type * 256 + 256 };
  if (!isWithin(code, 255)) return null;
  return { from: type * 256 + code, to: type * 256 + code + 1 };
}

function isWithin(value: number | null, maximum: number): value is number {
  return value !== null && Number.isInteger(value) && value >= 0 && value <= maximum;
}
