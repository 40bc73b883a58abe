import type { QueryRows } from '../../../core/parity/queries/hashed-query.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import { keyId } from '../../../core/parity/row-merge.ts';
import { query, textAt, type Ask, type DescribedColumn } from './query.ts';

/** Of each value: enough to see what differs. */
const MAX_SHOWN_CHARACTERS = 200;

/** Gives parameters the value back that role and database set, for this transaction. */
export async function useOwnSettings(ask: Ask, names: readonly string[]): Promise<void> {
  await ask(
    query(
      `SELECT set_config(name, reset_val, true) FROM pg_catalog.pg_settings WHERE name = ANY ($1::text[])`,
      names,
    ),
  );
}

export interface ColumnType {
  /** With its modifier, such as `numeric(10,2)`. */
  readonly declared: string;
  readonly type: string;
}

/** The names of columns' types: OIDs are another database's own. */
export async function readTypes(
  ask: Ask,
  columns: readonly DescribedColumn[],
): Promise<readonly ColumnType[]> {
  // Names of types that are not PostgreSQL's own are whole then.
  await ask(query(`SELECT set_config('search_path', '', true)`));
  const rows = await ask(
    query(
      `SELECT format_type(type, modifier), format_type(type, NULL)
FROM unnest($1::oid[], $2::int[]) WITH ORDINALITY AS described (type, modifier, position) ORDER BY position`,
      columns.map(({ type }) => type),
      columns.map(({ modifier }) => modifier),
    ),
  );
  return rows.map((row) => ({ declared: textAt(row, 0), type: textAt(row, 1) }));
}

/**
 * How long the server executes a query, in milliseconds: without planning, and without sending anything. A query that
 * writes is refused by the read-only transaction, since it is run as it stands.
 * https://www.postgresql.org/docs/current/sql-explain.html
 */
export async function readExecutionMs(
  ask: Ask,
  { sql, parameters }: Pick<Query, 'sql' | 'parameters'>,
): Promise<number> {
  const [row] = await ask({
    text: `EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, SUMMARY ON, FORMAT JSON)\n${sql}`,
    values: parameters ?? [],
  });
  const explained: unknown = JSON.parse(textAt(row ?? [], 0));
  const [first] = Array.isArray(explained) ? (explained as unknown[]) : [];
  const timeMs =
    typeof first === 'object' && first !== null && 'Execution Time' in first
      ? first['Execution Time']
      : null;
  if (typeof timeMs === 'number') return timeMs;
  throw new Error('The server did not say how long it executed the query.');
}

/** The beginnings of the values of some rows, by the id of their two hashes. */
export async function readQueryValues(
  ask: Ask,
  { from, values, hash, secondHash, texts }: QueryRows,
  keys: readonly (readonly (string | null)[])[],
): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const shown = texts.map((text) => `left(${text}, ${MAX_SHOWN_CHARACTERS})`);
  const [first, second] = [values.length + 1, values.length + 2];
  const rows = await ask({
    text: `SELECT DISTINCT ON (1, 2) * FROM (SELECT ${[`${hash} AS h`, `${secondHash} AS h2`, ...shown].join(', ')} FROM ${from} OFFSET 0) hashed
WHERE (h, h2) IN (SELECT * FROM unnest($${first}::bigint[], $${second}::bigint[]))`,
    values: [...values, keys.map(([one]) => one), keys.map(([, two]) => two)],
  });
  return new Map(rows.map((row) => [keyId(row.slice(0, 2)), row.slice(2)]));
}
