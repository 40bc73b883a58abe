import { columnText } from '../../../core/parity/column-text.ts';
import { textForm, type ColumnPair } from '../../../core/parity/columns.ts';
import { quoteIdentifier } from '../../../core/parity/quote.ts';
import type { ReadValue } from '../../../core/parity/reasons.ts';
import { keyId } from '../../../core/parity/row-merge.ts';
import { rowHash, type HashAlgorithm } from '../../../core/parity/row-hash.ts';
import type { ColumnFacts } from '../../../core/parity/table-facts.ts';
import type { SideExpressions } from '../../../core/parity/table-plan.ts';
import { keysCondition, rowsOf } from './key-condition.ts';
import { textAt, type Ask } from './query.ts';

/** As much of a value as its reason can be told by. */
const MAX_CHARACTERS = 4_096;

/** Rows of one side, by their keys. */
export interface RowPlaces {
  readonly expressions: SideExpressions;
  readonly side: 'source' | 'target';
  readonly key: readonly ColumnFacts[];
  readonly keys: readonly (readonly (string | null)[])[];
}

/** The hash of each column of some rows, by the id of their key, so that large values stay where they are. */
export async function readColumnHashes(
  ask: Ask,
  places: RowPlaces,
  columns: readonly ColumnPair[],
  algorithm: HashAlgorithm,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const hashes = columns.map((pair) =>
    rowHash([{ text: columnText(pair[places.side], textForm(pair)), nullable: true }], algorithm),
  );
  const rows = await readColumns(ask, places, hashes);
  return new Map(rows.map(([key, row]) => [key, columns.map((_, at) => textAt(row, at))] as const));
}

/** The beginnings of some columns' values, null for SQL's null, by the id of the row's key. */
export async function readValues(
  ask: Ask,
  places: RowPlaces,
  columns: readonly ColumnPair[],
): Promise<ReadonlyMap<string, readonly (ReadValue | null)[]>> {
  const parts = columns.flatMap((pair) => {
    const form = textForm(pair);
    if (form === 'bytes') {
      const name = quoteIdentifier(pair.name);
      return [`encode(substr(${name}, 1, ${MAX_CHARACTERS / 2}), 'hex')`, `octet_length(${name})`];
    }
    const text = columnText(pair, form);
    return [`left(${text}, ${MAX_CHARACTERS})`, `octet_length(${text})`];
  });
  const rows = await readColumns(ask, places, parts);
  const valueAt = (row: readonly (string | null)[], at: number): ReadValue | null => {
    const text = row[2 * at] ?? null;
    // A value of fewer characters than were asked for is whole.
    const isWhole = text !== null && text.length < MAX_CHARACTERS;
    return text === null ? null : { text, length: Number(row[2 * at + 1]), isWhole };
  };
  return new Map(
    rows.map(([key, row]) => [key, columns.map((_, at) => valueAt(row, at))] as const),
  );
}

async function readColumns(
  ask: Ask,
  { expressions, key, keys }: RowPlaces,
  expressionsToRead: readonly string[],
): Promise<readonly (readonly [string, readonly (string | null)[]])[]> {
  const { keyTexts, table } = expressions;
  const { sql, values } = keysCondition(key, keys);
  const read = [...keyTexts, ...expressionsToRead].join(', ');
  const rows = await ask({ text: `SELECT ${read} FROM ${rowsOf(table)} WHERE ${sql}`, values });
  return rows.map((row) => [keyId(row.slice(0, keyTexts.length)), row.slice(keyTexts.length)]);
}
