import type pg from 'pg';
import { marked } from '../../collectors/postgres/statement-mark.ts';

export interface ReadLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** Further parameters of the transaction, such as those of the planner. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * What the text of values and definitions depends on, the same on both sides, and for the transaction alone, so that it also
 * holds behind a pooler. `row_security` off turns rows that a policy would hide into an error; `search_path` empty makes
 * names in definitions whole. https://www.postgresql.org/docs/current/runtime-config-client.html
 */
const TEXT_SETTINGS: Readonly<Record<string, string>> = {
  search_path: '',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '3',
  bytea_output: 'hex',
  xmlbinary: 'base64',
  lc_monetary: 'C',
  quote_all_identifiers: 'off',
  row_security: 'off',
  // Otherwise a backslash may end no string.
  standard_conforming_strings: 'on',
  jit: 'off',
};

/** Runs `read` in a transaction that cannot write and sees one instant, and ends it whatever happens. */
export async function readOnly<Value>(
  client: pg.Client,
  limits: ReadLimits,
  read: () => Promise<Value>,
): Promise<Value> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const settings = Object.entries({
      ...TEXT_SETTINGS,
      statement_timeout: `${limits.statementTimeoutMs}ms`,
      lock_timeout: `${limits.lockTimeoutMs}ms`,
      idle_in_transaction_session_timeout: `${2 * limits.statementTimeoutMs}ms`,
      ...limits.settings,
    });
    const calls = settings.map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`);
    await client.query(marked(`SELECT ${calls.join(', ')}`), settings.flat());
    return await read();
  } finally {
    // On a connection that is gone there is nothing left to end.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
