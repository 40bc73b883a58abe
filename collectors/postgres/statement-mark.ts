const MARK = '/* landfall */';

/**
 * A statement that we read with, marked so that `pg_stat_statements` and the server's log tell it from the application's
 * own. The mark stands at the end: PostgreSQL 18 no longer keeps a comment that stands before a statement.
 * https://www.postgresql.org/docs/current/pgstatstatements.html
 */
export function marked(text: string): string {
  return `${text}\n${MARK}`;
}

/** The `LIKE` pattern of marked statements. */
export const MARKED = `%${MARK}`;
