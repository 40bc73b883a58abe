import { z } from 'zod';

/** The text of a row's key, or of its two hashes where a table has no key, and the hash of its content. */
export interface KeyedRow {
  readonly key: string;
  readonly hash: string;
}

export const DifferenceKind = z.enum(['missing', 'extra', 'changed']);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** A key whose rows are not the same on both sides. */
export interface RowDifference {
  readonly kind: DifferenceKind;
  readonly key: string;
  /** The hashes of the rows with this key, in order; more than one only where a key is not unique. */
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/** Finds the keys whose rows differ, whatever order the rows come in. */
export function mergeRows(
  source: Iterable<KeyedRow>,
  target: Iterable<KeyedRow>,
): readonly RowDifference[] {
  const left = hashesByKey(source);
  const right = hashesByKey(target);
  const differences: RowDifference[] = [];
  for (const [key, hashes] of left) {
    const difference = compareHashes(key, hashes, right.get(key) ?? []);
    if (difference !== null) differences.push(difference);
  }
  for (const [key, hashes] of right) {
    if (left.has(key)) continue;
    const difference = compareHashes(key, [], hashes);
    if (difference !== null) differences.push(difference);
  }
  return differences;
}

/** Null when both sides have the same rows. */
export function compareHashes(
  key: string,
  source: readonly string[],
  target: readonly string[],
): RowDifference | null {
  const left = source.toSorted();
  const right = target.toSorted();
  if (left.length === right.length && left.every((hash, at) => hash === right[at])) return null;
  const kind = right.length === 0 ? 'missing' : left.length === 0 ? 'extra' : 'changed';
  return { kind, key, source: left, target: right };
}

function hashesByKey(rows: Iterable<KeyedRow>): Map<string, string[]> {
  const hashes = new Map<string, string[]>();
  for (const { key, hash } of rows) {
    const known = hashes.get(key);
    if (known === undefined) hashes.set(key, [hash]);
    else known.push(hash);
  }
  return hashes;
}

/** A key's values as one text that no other values have. */
export function keyId(values: readonly (string | null)[]): string {
  return JSON.stringify(values);
}

export function keyValuesOf(id: string): readonly (string | null)[] {
  return z.array(z.string().nullable()).parse(JSON.parse(id));
}
