import { quoteIdentifier } from './quote.ts';
import { rowHash, type HashAlgorithm, type HashedText } from './row-hash.ts';
import type { ColumnFacts } from './table-facts.ts';

const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/**
 * A number that follows from a row's key alone, as an SQL expression of type bigint: by its lowest bits rows are spread over
 * buckets. An integer's own bits serve, at a fraction of what a hash costs; higher ones are mixed into the lowest six, so that
 * keys in steps of 64 spread as well.
 */
export function keyHash(
  key: readonly ColumnFacts[],
  texts: readonly HashedText[],
  algorithm: HashAlgorithm,
): string {
  const [column, ...others] = key;
  if (column === undefined || others.length > 0 || !INTEGERS.has(column.type)) {
    return rowHash(texts, algorithm);
  }
  const bits = `${quoteIdentifier(column.name)}::bigint`;
  return `${bits} # (${bits} >> 6) # (${bits} >> 12)`;
}
