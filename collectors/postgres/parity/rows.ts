import { keyId, type KeyedRow } from '../../../core/parity/row-merge.ts';
import type { ColumnFacts } from '../../../core/parity/table-facts.ts';
import type { HashedRows } from '../../../core/parity/row-hash.ts';
import type { SideExpressions } from '../../../core/parity/table-plan.ts';
import { keyHashOf, type Scope } from './checksums.ts';
import { keysCondition, rangeCondition, rowsOf } from './key-condition.ts';
import { textAt, type Ask, type TextRows } from './query.ts';

/** The keys and hashes of the rows in some buckets; of all when `wanted` is null. */
export async function readRows(
  ask: Ask,
  scope: Scope,
  buckets: number,
  wanted: readonly number[] | null,
): Promise<readonly KeyedRow[]> {
  const { keyTexts, hash, table } = scope.expressions;
  const isWanted =
    wanted === null ? 'true' : `((${keyHashOf(scope)}) & ${buckets - 1}) = ANY ($1::bigint[])`;
  const before = wanted === null ? [] : [wanted];
  const { sql, values } = rangeCondition(scope.key, scope.range, before);
  const text = `SELECT ${[...keyTexts, hash].join(', ')} FROM ${rowsOf(table)} WHERE ${isWanted} AND ${sql}`;
  return keyedRows(await ask({ text, values }), keyTexts.length);
}

/** The hashes of the rows that have one of the keys. */
export async function readRowsByKeys(
  ask: Ask,
  { keyTexts, hash, table }: SideExpressions,
  key: readonly ColumnFacts[],
  keys: readonly (readonly (string | null)[])[],
): Promise<readonly KeyedRow[]> {
  const { sql, values } = keysCondition(key, keys);
  const text = `SELECT ${[...keyTexts, hash].join(', ')} FROM ${rowsOf(table)} WHERE ${sql}`;
  return keyedRows(await ask({ text, values }), keyTexts.length);
}

/** Rows without a key, in some buckets of their content's hash: both hashes are the key, the number of copies the content. */
export async function readCopies(
  ask: Ask,
  { from, values, hash, secondHash }: HashedRows,
  buckets: number,
  wanted: readonly number[],
): Promise<readonly KeyedRow[]> {
  const rows = await ask({
    text: `SELECT h, h2, count(*) FROM (SELECT ${hash} AS h, ${secondHash} AS h2 FROM ${from} OFFSET 0) hashed WHERE (h & ${buckets - 1}) = ANY ($${values.length + 1}::bigint[]) GROUP BY 1, 2`,
    values: [...values, wanted],
  });
  return keyedRows(rows, 2);
}

function keyedRows(rows: TextRows, keyColumns: number): readonly KeyedRow[] {
  return rows.map((row) => ({
    key: keyId(row.slice(0, keyColumns)),
    hash: textAt(row, keyColumns),
  }));
}
