import { isEmpty, without, addressesOf, type Addresses } from '../../sg/algebra/addresses.ts';
import { parseCidr } from '../../sg/algebra/cidr.ts';
import { cut } from '../../sg/algebra/interval.ts';
import type { Flow, Half } from '../../sg/algebra/path.ts';
import { parseProtocol, portsOf } from '../../sg/algebra/permission.ts';
import type { Direction, Ports, Protocol } from '../../sg/algebra/rule.ts';

/** One entry of a network ACL. Null is what EC2 left out. */
export interface AclEntry {
  readonly number: number | null;
  readonly egress: boolean | null;
  readonly action: string | null;
  readonly protocol: string | null;
  readonly fromPort: number | null;
  readonly toPort: number | null;
  readonly cidr: string | null;
}

interface Readable {
  readonly number: number;
  readonly allows: boolean;
  readonly protocol: Protocol;
  readonly ports: Ports;
  readonly block: Addresses;
}

/**
 * Whether a network ACL lets all of the flow pass, to or from all of the addresses. The entries are tried in the order of
 * their numbers, the first that matches a packet decides, and what none matches is denied: that there is an entry which
 * allows says nothing. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function aclHalf(
  entries: readonly AclEntry[],
  direction: Direction,
  flow: Flow,
  addresses: Addresses,
): Half {
  // An entry of which EC2 does not say which way it is may be one of these.
  const relevant = entries.filter(({ egress }) => egress !== (direction === 'ingress'));
  const readable = relevant.map(read);
  if (!readable.every((entry) => entry !== null)) return 'undecided';
  const ordered = readable
    .filter(({ protocol }) => protocol === 'all' || protocol === flow.protocol)
    .sort((left, right) => left.number - right.number);
  const bounds = ordered.flatMap(({ ports: { from, to } }) => [from, to]);
  const isOpen = cut(flow.ports, bounds).every((piece) => isAllowed(ordered, piece, addresses));
  return isOpen && !isEmpty(addresses) ? 'open' : 'closed';
}

function isAllowed(entries: readonly Readable[], piece: Ports, addresses: Addresses): boolean {
  let left = addresses;
  for (const { ports, allows, block } of entries) {
    if (piece.from < ports.from || ports.to < piece.to) continue;
    const rest = without(left, block);
    const isMatched = !isEmpty(without(left, rest));
    if (isMatched && !allows) return false;
    left = rest;
  }
  return isEmpty(left);
}

function read(entry: AclEntry): Readable | null {
  const { number, egress, action } = entry;
  const protocol = parseProtocol(entry.protocol);
  const ports = protocol === null ? null : portsOf(protocol, entry);
  const cidr = parseCidr(entry.cidr ?? '');
  if (number === null || egress === null || protocol === null || ports === null || cidr === null) {
    return null;
  }
  if (action !== 'allow' && action !== 'deny') return null;
  return { number, allows: action === 'allow', protocol, ports, block: addressesOf([cidr]) };
}

/**
 * Whether a network ACL lets anything in at the port from any of the addresses: the first entry that matches a packet
 * decides, so an entry that allows says nothing where one before it denies (N9). Null when an entry cannot be read.
 */
export function admitsAny(
  entries: readonly AclEntry[],
  port: number,
  addresses: Addresses,
): boolean | null {
  const readable = entries.filter(({ egress }) => egress !== true).map(read);
  if (!readable.every((entry) => entry !== null)) return null;
  let left = addresses;
  for (const { protocol, ports, allows, block } of readable.sort((a, b) => a.number - b.number)) {
    const isAbout = protocol === 'all' || protocol === 'tcp';
    if (!isAbout || port < ports.from || port >= ports.to) continue;
    const rest = without(left, block);
    if (allows && !isEmpty(without(left, rest))) return true;
    left = rest;
  }
  return false;
}
