import { quoteIdentifier } from '../../../core/parity/quote.ts';
import { MARKED } from '../statement-mark.ts';
import { query, textAt, type Ask } from './query.ts';

/** One entry of `pg_stat_statements`. */
export interface CountedStatement {
  readonly id: string;
  /** With `$1` in the place of constants; null where it is lost, or not for this role to see. */
  readonly text: string | null;
}

const SCHEMA = query(
  `SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`,
);

/**
 * The statements of this database that its clients sent themselves, without ours, by the time that they took in all; null without the
 * extension. Columns were renamed and added over time: by their names in JSON each version has what it has.
 * https://www.postgresql.org/docs/current/pgstatstatements.html
 */
export async function readStatements(
  ask: Ask,
  limit: number,
): Promise<readonly CountedStatement[] | null> {
  const [found] = await ask(SCHEMA);
  if (found === undefined) return null;
  const rows = await ask(
    query(
      `SELECT coalesce(counted ->> 'queryid', '?'), CASE WHEN counted ? 'queryid' AND counted ->> 'queryid' IS NULL THEN NULL ELSE counted ->> 'query' END
FROM (SELECT to_jsonb(s) AS counted FROM ${quoteIdentifier(textAt(found, 0))}.pg_stat_statements s
      WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())) counted
WHERE coalesce(counted ->> 'toplevel', 'true') = 'true' AND coalesce(counted ->> 'query', '') NOT LIKE '${MARKED}'
ORDER BY coalesce(counted ->> 'total_exec_time', counted ->> 'total_time')::float8 DESC LIMIT $1`,
      limit,
    ),
  );
  return rows.map((row) => ({ id: textAt(row, 0), text: row[1] ?? null }));
}
