/** How a row becomes 64 bits. */
export type HashAlgorithm = 'hashtextextended' | 'md5';

/** Raised when an expression changes: what another version has hashed is not taken over. */
export const HASH_VERSION = 2;

/** One column's part in a hash: its text, and whether it may be null. */
export interface HashedText {
  readonly text: string;
  readonly nullable: boolean;
}

/** Rows without a key, as SQL by which one side hashes them. */
export interface HashedRows {
  /** What stands behind FROM, and the values of its parameters. */
  readonly from: string;
  readonly values: readonly string[];
  /** The hash of a row's content, and a second one of another seed. */
  readonly hash: string;
  readonly secondHash: string;
}

/** A null's seed differs from its own in the lowest bit: the lanes' must not differ in that alone. */
const SEEDS = [0, 2] as const;

/** Two chains of different seeds together have 128 bits. */
export type Lane = 0 | 1;

/**
 * The hash of a row as an SQL expression of type bigint. Each column is hashed with the hash of those before it as its seed,
 * so that neither values that move between columns nor values that two rows exchange go unseen. A null is the empty text
 * under another seed, which no text can forge.
 */
export function rowHash(
  columns: readonly HashedText[],
  algorithm: HashAlgorithm,
  lane: Lane = 0,
): string {
  switch (algorithm) {
    case 'hashtextextended':
      return columns.reduce((seed, column) => seeded(column, seed), `${SEEDS[lane]}::bigint`);
    case 'md5': {
      const digest = columns.reduce((previous, column) => digested(column, previous), `''`);
      return `('x' || substr(md5(${digest}), ${1 + 16 * lane}, 16))::bit(64)::bigint`;
    }
  }
}

function seeded({ text, nullable }: HashedText, seed: string): string {
  if (!nullable) return `hashtextextended((${text}) COLLATE "C", ${seed})`;
  const distinct = `(${seed}) # ((${text}) IS NULL)::int::bigint`;
  return `hashtextextended(coalesce(${text}, '') COLLATE "C", ${distinct})`;
}

/** The digest before has a fixed length, so the boundary between it and the text is known. */
function digested({ text, nullable }: HashedText, previous: string): string {
  return nullable
    ? `md5(${previous} || coalesce('=' || (${text}), '0'))`
    : `md5(${previous} || '=' || (${text}))`;
}
