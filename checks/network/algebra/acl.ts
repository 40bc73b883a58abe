import {
  addressesOf,
  covers,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
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
 * The part of the addresses to or from which a network ACL lets every one of the ports pass. The entries are tried in the
 * order of their numbers, the first that matches a packet decides, and what none matches is denied: that there is an
 * entry which allows says nothing. Null when an entry cannot be read.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function allowedAddresses(
  entries: readonly AclEntry[],
  direction: Direction,
  flow: Flow,
  addresses: Addresses,
): Addresses | null {
  const ordered = orderedEntries(entries, direction, flow);
  if (ordered === null) return null;
  return cut(flow.ports, portBounds(ordered)).reduce(
    (allowed, piece) => allowedAt(ordered, piece, allowed),
    addresses,
  );
}

/** Whether a network ACL lets all of the flow pass, to or from all of the addresses. */
export function aclHalf(
  entries: readonly AclEntry[],
  direction: Direction,
  flow: Flow,
  addresses: Addresses,
): Half {
  const allowed = allowedAddresses(entries, direction, flow, addresses);
  if (allowed === null) return 'undecided';
  return !isEmpty(addresses) && covers(allowed, addresses) ? 'open' : 'closed';
}

/**
 * Whether a network ACL lets all of the flow in from any of the addresses. Null when an entry cannot be read.
 */
export function admitsAny(
  entries: readonly AclEntry[],
  flow: Flow,
  addresses: Addresses,
): boolean | null {
  const allowed = allowedAddresses(entries, 'ingress', flow, addresses);
  return allowed === null ? null : !isEmpty(allowed);
}

/** The ports at which the entries for the flow begin or end. */
export function aclBounds(
  entries: readonly AclEntry[],
  direction: Direction,
  flow: Flow,
): readonly number[] {
  return portBounds(orderedEntries(entries, direction, flow) ?? []);
}

function portBounds(entries: readonly Readable[]): readonly number[] {
  return entries.flatMap(({ ports: { from, to } }) => [from, to]);
}

function orderedEntries(
  entries: readonly AclEntry[],
  direction: Direction,
  { protocol }: Flow,
): readonly Readable[] | null {
  // An entry of which EC2 does not say which way it is may be one of these.
  const relevant = entries.filter(({ egress }) => egress !== (direction === 'ingress'));
  const readable = relevant.map(read);
  if (!readable.every((entry) => entry !== null)) return null;
  return readable
    .filter((entry) => entry.protocol === 'all' || entry.protocol === protocol)
    .sort((left, right) => left.number - right.number);
}

function allowedAt(entries: readonly Readable[], piece: Ports, addresses: Addresses): Addresses {
  let left = addresses;
  const allowed: Addresses[] = [];
  for (const { ports, allows, block } of entries) {
    if (piece.from < ports.from || ports.to < piece.to) continue;
    const rest = without(left, block);
    if (allows) allowed.push(without(left, rest));
    left = rest;
  }
  return unite(allowed);
}

/** Many flows are held against the same entries. */
const known = new WeakMap<AclEntry, Readable | null>();

function read(entry: AclEntry): Readable | null {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const readable = readOne(entry);
  known.set(entry, readable);
  return readable;
}

function readOne(entry: AclEntry): Readable | null {
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
