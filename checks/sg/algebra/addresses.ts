import { blockOf, cidrsOf, formatCidr, type Cidr, type Family } from './cidr.ts';
import { subtract, union, type IntervalSet } from './interval.ts';

/** A set of addresses of both families. */
export interface Addresses {
  readonly 4: IntervalSet<bigint>;
  readonly 6: IntervalSet<bigint>;
}

/** All addresses of the blocks, whatever their order and overlap. */
export function addressesOf(cidrs: readonly Cidr[]): Addresses {
  const blocks = (family: Family) =>
    union(cidrs.filter((cidr) => cidr.family === family).map(blockOf));
  return { 4: blocks(4), 6: blocks(6) };
}

export function unite(sets: readonly Addresses[]): Addresses {
  return { 4: union(sets.flatMap((set) => set[4])), 6: union(sets.flatMap((set) => set[6])) };
}

/** What is in `set` and not in `removed`. */
export function without(set: Addresses, removed: Addresses): Addresses {
  return { 4: subtract(set[4], removed[4]), 6: subtract(set[6], removed[6]) };
}

export function isEmpty(set: Addresses): boolean {
  return set[4].length === 0 && set[6].length === 0;
}

/** True when every address of `part` is in `whole`; an empty part is in everything. */
export function covers(whole: Addresses, part: Addresses): boolean {
  return isEmpty(without(part, whole));
}

/** The fewest blocks that make up the set, IPv4 first, in the notation of EC2. */
export function listCidrs(set: Addresses): readonly string[] {
  const list = (family: Family) => set[family].flatMap((interval) => cidrsOf(family, interval));
  return [...list(4), ...list(6)].map(formatCidr);
}
