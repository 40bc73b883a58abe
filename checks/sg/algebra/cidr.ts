import type { Interval } from './interval.ts';

export type Family = 4 | 6;

/** An IPv4 or IPv6 block, without host bits: as EC2 gives it back, `100.68.0.18/18` is `100.68.0.0/18`. */
export interface Cidr {
  readonly family: Family;
  /** The first address of the block. */
  readonly address: bigint;
  /** 0–32 for IPv4, 0–128 for IPv6. */
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/** The whole address space of a family: `0.0.0.0/0` and `::/0`. */
export const EVERYWHERE = {
  4: { family: 4, address: 0n, prefix: 0 },
  6: { family: 6, address: 0n, prefix: 0 },
} as const satisfies Record<Family, Cidr>;

/**
 * Reads `10.0.0.0/16` or `2001:db8::/32` and clears host bits, as EC2 does for the rules of security groups
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html). Null for anything else: no blanks, no
 * zones, no leading zeros (which some readers take for octal), no missing prefix.
 */
export function parseCidr(text: string): Cidr | null {
  const [host, prefixText, ...rest] = text.split('/');
  if (host === undefined || prefixText === undefined || rest.length > 0) return null;
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixText)) return null;
  const family: Family = host.includes(':') ? 6 : 4;
  const address = family === 6 ? parseIpv6(host) : parseIpv4(host);
  const prefix = Number(prefixText);
  if (address === null || prefix > BITS[family]) return null;
  const hostBits = BigInt(BITS[family] - prefix);
  return { family, address: (address >> hostBits) << hostBits, prefix };
}

/** The addresses of the block. */
export function blockOf({ family, address, prefix }: Cidr): Interval<bigint> {
  return { from: address, to: address + (1n << BigInt(BITS[family] - prefix)) };
}

/** True when every address of `inner` is in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  const [whole, part] = [blockOf(outer), blockOf(inner)];
  return outer.family === inner.family && whole.from <= part.from && part.to <= whole.to;
}

/** True when some address is in both blocks. */
export function overlaps(left: Cidr, right: Cidr): boolean {
  return contains(left, right) || contains(right, left);
}

/** The block in the notation that EC2 uses; IPv6 as RFC 5952 has it. */
export function formatCidr({ family, address, prefix }: Cidr): string {
  return `${family === 4 ? formatIpv4(address) : formatIpv6(address)}/${prefix}`;
}

/** The fewest blocks that make up an interval of addresses, in order. */
export function cidrsOf(family: Family, { from, to }: Interval<bigint>): readonly Cidr[] {
  const cidrs: Cidr[] = [];
  for (let address = from; address < to;) {
    let prefix = BITS[family] as number;
    while (prefix > 0) {
      const wider = blockOf({ family, address, prefix: prefix - 1 });
      if (address % (wider.to - wider.from) !== 0n || wider.to > to) break;
      prefix -= 1;
    }
    const cidr = { family, address, prefix };
    cidrs.push(cidr);
    address = blockOf(cidr).to;
  }
  return cidrs;
}

function parseIpv4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4) return null;
  let address = 0n;
  for (const octet of octets) {
    if (!/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return null;
    address = (address << 8n) | BigInt(octet);
  }
  return address;
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(parseGroups);
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? joinGroups(head) : null;
  const zeros = 8 - head.length - tail.length;
  // `::` stands for at least one group.
  return zeros < 1 ? null : joinGroups([...head, ...new Array<bigint>(zeros).fill(0n), ...tail]);
}

/** 16-bit groups; the last 32 bits may be written as an IPv4 address. */
function parseGroups(text: string): readonly bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const embedded = parseIpv4(part);
      if (embedded === null) return null;
      groups.push(embedded >> 16n, embedded & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else {
      return null;
    }
  }
  return groups;
}

function joinGroups(groups: readonly bigint[]): bigint {
  return groups.reduce((address, group) => (address << 16n) | group, 0n);
}

function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 0xffn).toString()).join('.');
}

function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  // The first of the longest runs of two or more zero groups is left out.
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0(?![0-9a-f]))+/g)];
  const longest = runs.reduce((best, { 0: run }) => (run.length > best.length ? run : best), '');
  const text = groups.join(':');
  if (longest === '') return text;
  const at = runs.find(({ 0: run }) => run === longest)?.index ?? 0;
  const [before, after] = [text.slice(0, at), text.slice(at + longest.length)];
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}
