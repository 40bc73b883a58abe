import { z } from 'zod';

/** The content of a set of rows, without an order: equal sets have equal checksums. The numbers are exact, as text. */
export const Checksum = z.strictObject({
  rows: z.int().nonnegative(),
  /** The sum of the rows' hashes. */
  sum: z.string().regex(/^-?\d+$/),
  /**
   * A second number over the same rows: the exclusive or of the hashes of rows that have a key, `0` where a server has no
   * such aggregate; the sum of the second hashes of rows without one, among which equal ones would cancel out.
   */
  second: z.string().regex(/^-?\d+$/),
});
export type Checksum = z.infer<typeof Checksum>;

const NO_ROWS: Checksum = { rows: 0, sum: '0', second: '0' };

export function isSameChecksum(left: Checksum, right: Checksum): boolean {
  return left.rows === right.rows && left.sum === right.sum && left.second === right.second;
}

/** The checksum of sets of rows with keys together. */
export function joined(checksums: Iterable<Checksum>): Checksum {
  return addUp(checksums, (left, right) => left ^ right);
}

/** The same of sets of rows without keys. */
export function joinedWithoutKeys(checksums: Iterable<Checksum>): Checksum {
  return addUp(checksums, (left, right) => left + right);
}

function addUp(
  checksums: Iterable<Checksum>,
  addSecond: (left: bigint, right: bigint) => bigint,
): Checksum {
  let rows = 0;
  let sum = 0n;
  let second = 0n;
  for (const checksum of checksums) {
    rows += checksum.rows;
    sum += BigInt(checksum.sum);
    second = addSecond(second, BigInt(checksum.second));
  }
  return { rows, sum: String(sum), second: String(second) };
}

/** The numbers of the buckets whose checksums differ, in order; a bucket that is not listed holds no rows. */
export function differingBuckets(
  source: ReadonlyMap<number, Checksum>,
  target: ReadonlyMap<number, Checksum>,
): readonly number[] {
  const numbers = new Set([...source.keys(), ...target.keys()]);
  return [...numbers]
    .filter(
      (bucket) => !isSameChecksum(source.get(bucket) ?? NO_ROWS, target.get(bucket) ?? NO_ROWS),
    )
    .sort((left, right) => left - right);
}
