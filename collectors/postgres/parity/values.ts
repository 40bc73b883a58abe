import { columnText } from '../../../core/parity/column-text.ts';
import { isBytes, type ColumnPair } from '../../../core/parity/columns.ts';
import { quoteIdentifier } from '../../../core/parity/quote.ts';
import type { ReadValue } from '../../../core/parity/reasons.ts';
import { rowHash, type HashAlgorithm } from '../../../core/parity/row-hash.ts';
import type { ColumnFacts } from '../../../core/parity/table-facts.ts';
import type { SideExpressions } from '../../../core/parity/table-plan.ts';
import { keysCondition, rowsOf } from './key-condition.ts';
import { textAt, type Ask } from './query.ts';

/** As much of a value as its reason can be told by. */
const MAX_CHARACTERS = 4_096;

/** One row of one side. */
export interface RowPlace {
  readonly expressions: SideExpressions;
  readonly side: 'source' | 'target';
  readonly key: readonly ColumnFacts[];
  readonly values: readonly (string | null)[];
}

/** The hash of each column of a row, so that large values stay where they are. Null when the row is not there. */
export async function readColumnHashes(
  ask: Ask,
  place: RowPlace,
  columns: readonly ColumnPair[],
  algorithm: HashAlgorithm,
): Promise<readonly string[] | null> {
  const hashes = columns.map((pair) =>
    rowHash([{ text: columnText(pair[place.side], isBytes(pair)), nullable: true }], algorithm),
  );
  const { sql, values } = keysCondition(place.key, [place.values]);
  const text = `SELECT ${hashes.join(', ')} FROM ${rowsOf(place.expressions.table)} WHERE ${sql} LIMIT 1`;
  const [row] = await ask({ text, values });
  return row === undefined ? null : columns.map((_, at) => textAt(row, at));
}

/** The beginnings of some columns' values, null for SQL's null. Null when the row is not there. */
export async function readValues(
  ask: Ask,
  place: RowPlace,
  columns: readonly ColumnPair[],
): Promise<readonly (ReadValue | null)[] | null> {
  const parts = columns.flatMap((pair) => {
    const name = quoteIdentifier(pair.name);
    return isBytes(pair)
      ? [`encode(substr(${name}, 1, ${MAX_CHARACTERS / 2}), 'hex')`, `octet_length(${name})`]
      : [`left(${name}::text, ${MAX_CHARACTERS})`, `octet_length(${name}::text)`];
  });
  const { sql, values } = keysCondition(place.key, [place.values]);
  const text = `SELECT ${parts.join(', ')} FROM ${rowsOf(place.expressions.table)} WHERE ${sql} LIMIT 1`;
  const [row] = await ask({ text, values });
  if (row === undefined) return null;
  return columns.map((_, at) => {
    const value = row[2 * at] ?? null;
    // A value of fewer characters than were asked for is whole.
    const isWhole = value !== null && value.length < MAX_CHARACTERS;
    return value === null ? null : { text: value, length: Number(row[2 * at + 1]), isWhole };
  });
}
