import { z } from 'zod';

/** A key's values as text, in the order of its columns. */
export const KeyValues = z.array(z.string());
export type KeyValues = readonly string[];

/** The rows from one key up to, and without, another. Null is without bound: rows outside of the source's are seen too. */
export const KeyRange = z.strictObject({ from: KeyValues.nullable(), to: KeyValues.nullable() });
export interface KeyRange {
  readonly from: KeyValues | null;
  readonly to: KeyValues | null;
}

export const EVERYTHING: KeyRange = { from: null, to: null };

/** Cuts a range at keys that lie inside of it, in order. Together the parts are the whole, and none overlap. */
export function cutRange(range: KeyRange, boundaries: readonly KeyValues[]): readonly KeyRange[] {
  const edges = [range.from, ...boundaries, range.to];
  return edges.slice(1).map((to, at) => ({ from: edges[at] ?? null, to }));
}

export function rangeId({ from, to }: KeyRange): string {
  return JSON.stringify([from, to]);
}
