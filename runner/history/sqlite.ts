import type * as Sqlite from 'node:sqlite';
import { withoutWarning } from '../without-warning.ts';

export type Database = Sqlite.DatabaseSync;

/** Node's own module, once it is loaded. */
let sqlite: typeof Sqlite | null = null;

/**
 * Opens a database of Node's own SQLite. It is loaded here alone, when it is needed, and the warning that it is experimental
 * is kept from users, who cannot do anything about it: of the whole interface, the index uses what has not changed since
 * Node 22.13, and can be rebuilt at any time.
 * @throws SQLite's error, see `isDamage`.
 */
export function openDatabase(path: string): Database {
  sqlite ??= withoutWarning('SQLite is an experimental feature', () =>
    process.getBuiltinModule('node:sqlite'),
  );
  return new sqlite.DatabaseSync(path);
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** Of an extended result code, the primary one: https://sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes. */
const PRIMARY_CODE = 0xff;

/** The database is not what it should be: damaged, of another kind, or of another version. */
export class DamagedDatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedDatabaseError';
  }
}

/** Whether an error means that a database must be made anew, not that it cannot be reached at the moment. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedDatabaseError) return true;
  const code = (error as { errcode?: unknown } | null)?.errcode;
  if (typeof code !== 'number') return false;
  const primary = code & PRIMARY_CODE;
  return primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB;
}

/** Whether an error is SQLite's own or says that its file cannot be had. */
export function isDatabaseError(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return isDamage(error) || code === 'ERR_SQLITE_ERROR' || syscall !== undefined;
}
