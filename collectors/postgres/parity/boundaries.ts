import type { KeyRange, KeyValues } from '../../../core/parity/key-range.ts';
import { quoteIdentifier } from '../../../core/parity/quote.ts';
import type { ColumnFacts, TableFacts } from '../../../core/parity/table-facts.ts';
import { keyColumns, rangeCondition, rowsOf } from './key-condition.ts';
import type { Ask } from './query.ts';

/** The key `rows` rows behind the beginning of a range; null when the range ends before. Reads an index alone. */
export async function readHop(
  ask: Ask,
  table: TableFacts,
  key: readonly ColumnFacts[],
  range: KeyRange,
  rows: number,
): Promise<KeyValues | null> {
  const { sql, values } = rangeCondition(key, range);
  const columns = keyColumns(key);
  const [found] = await ask({
    text: `SELECT ${keyTexts(key)} FROM ${rowsOf(table)} WHERE ${sql} ORDER BY ${columns} OFFSET ${Math.floor(rows)} LIMIT 1`,
    values,
  });
  return found === undefined ? null : found.map(String);
}

/** Keys that cut the table in about `parts` parts, of a sample of `percent` of its pages. Reads no more than those. */
export async function readSampledBoundaries(
  ask: Ask,
  table: TableFacts,
  key: readonly ColumnFacts[],
  percent: number,
  parts: number,
): Promise<readonly KeyValues[]> {
  const columns = keyColumns(key);
  const rows = await ask({
    text: `SELECT ${keyTexts(key)} FROM (
  SELECT ${columns}, row_number() OVER (ORDER BY ${columns}) AS "landfall position", count(*) OVER () AS "landfall total"
  FROM ${rowsOf(table)} TABLESAMPLE SYSTEM (${percent}) REPEATABLE (1)) sampled
WHERE "landfall position" % greatest("landfall total" / ${Math.floor(parts)}, 1) = 0 ORDER BY "landfall position"`,
    values: [],
  });
  return rows.map((row) => row.map(String));
}

/** Under names of their own: ORDER BY would take a text of the column's name for the column. */
function keyTexts(key: readonly ColumnFacts[]): string {
  return key
    .map(({ name }, at) => `${quoteIdentifier(name)}::text AS "landfall key ${at}"`)
    .join(', ');
}
