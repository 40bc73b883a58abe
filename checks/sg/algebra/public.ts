import { addressesOf, covers, isEmpty, without, type Addresses } from './addresses.ts';
import { EVERYWHERE, parseCidr, type Cidr, type Family } from './cidr.ts';

/**
 * The blocks that no host of the internet can send from. Whatever is not listed counts as public, so a block that is
 * forgotten here makes a finding too many and never one too few.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export const NOT_PUBLIC = {
  '0.0.0.0/8': 'this network (RFC 791)',
  '10.0.0.0/8': 'private use (RFC 1918)',
  '100.64.0.0/10': 'shared address space of carriers (RFC 6598)',
  '127.0.0.0/8': 'loopback (RFC 1122)',
  '169.254.0.0/16': 'link-local (RFC 3927)',
  '172.16.0.0/12': 'private use (RFC 1918)',
  '192.0.2.0/24': 'documentation (RFC 5737)',
  '192.168.0.0/16': 'private use (RFC 1918)',
  '198.18.0.0/15': 'benchmarking (RFC 2544)',
  '198.51.100.0/24': 'documentation (RFC 5737)',
  '203.0.113.0/24': 'documentation (RFC 5737)',
  '224.0.0.0/4': 'multicast, never a source (RFC 5771)',
  '240.0.0.0/4': 'reserved, with limited broadcast (RFC 1112, RFC 8190)',
  '::/128': 'unspecified (RFC 4291)',
  '::1/128': 'loopback (RFC 4291)',
  '::ffff:0:0/96': 'IPv4-mapped, never on the wire (RFC 4291)',
  '64:ff9b:1::/48': 'translation for local use (RFC 8215)',
  '100::/64': 'discard only (RFC 6666)',
  '2001:2::/48': 'benchmarking (RFC 5180)',
  '2001:db8::/32': 'documentation (RFC 3849)',
  '3fff::/20': 'documentation (RFC 9637)',
  '5f00::/16': 'segment identifiers (RFC 9602)',
  'fc00::/7': 'unique local (RFC 4193)',
  'fe80::/10': 'link-local (RFC 4291)',
  'ff00::/8': 'multicast, never a source (RFC 4291)',
} as const;

const SPECIAL = addressesOf(
  Object.keys(NOT_PUBLIC).map((text) => {
    const cidr = parseCidr(text);
    if (cidr === null) throw new Error(`${text} is not a block`);
    return cidr;
  }),
);

/** The addresses of a set from which a host of the internet can send. */
export function publicPart(set: Addresses): Addresses {
  return without(set, SPECIAL);
}

/** True when at least one address of the block is public, be it as narrow as a /32. */
export function isPublic(cidr: Cidr): boolean {
  return !isEmpty(publicPart(addressesOf([cidr])));
}

/** True when the set is the whole address space of a family, in however many blocks: `0.0.0.0/1` and `128.0.0.0/1` are. */
export function coversFamily(set: Addresses, family: Family): boolean {
  return covers(set, addressesOf([EVERYWHERE[family]]));
}

/** True when every public address of a family is in the set: leaving out private blocks does not make it narrower. */
export function coversInternet(set: Addresses, family: Family): boolean {
  return covers(set, publicPart(addressesOf([EVERYWHERE[family]])));
}
