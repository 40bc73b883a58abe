/** A CIDR block as the range of addresses that it holds. */
export interface CidrBlock {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  /** False when the address written is not the block's first, as in 10.0.0.1/16. */
  readonly isAligned: boolean;
}

/** Reads what the schema has already found to be a CIDR block; null for anything else. */
export function readCidr(text: string): CidrBlock | null {
  const [address, length] = text.split('/');
  if (address === undefined || length === undefined) return null;
  const family = address.includes(':') ? 6 : 4;
  const value = family === 4 ? readIpv4(address) : readIpv6(address);
  if (value === null) return null;
  const bits = family === 4 ? 32 : 128;
  const size = 1n << BigInt(bits - Number(length));
  const first = value - (value % size);
  return { family, first, last: first + size - 1n, isAligned: first === value };
}

function readIpv4(address: string): bigint | null {
  const parts = address.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part))) return null;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function readIpv6(address: string): bigint | null {
  // Halves around `::`, which stands for as many zeros as are missing.
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail = []] = halves;
  const missing = 8 - head.length - tail.length;
  if (halves.length > 2 || missing < 0 || (halves.length === 1 && missing > 0)) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

export function contains(outer: CidrBlock, inner: CidrBlock): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(left: CidrBlock, right: CidrBlock): boolean {
  return left.family === right.family && left.first <= right.last && right.first <= left.last;
}
