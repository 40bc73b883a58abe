import type pg from 'pg';

/** What everything that a trial makes is called. */
export const PROBE_PREFIX = 'landfall_probe';

/**
 * Opens a connection through the pooler that gives up a query after some seconds; `options` are start-up parameters, as in
 * `-c search_path=x`.
 */
export type Open = (options?: string) => Promise<pg.Client>;

/** Two clients of one pool: what one of them leaves on a server connection, the other may find. */
export interface TwoClients {
  readonly one: pg.Client;
  readonly other: pg.Client;
}

/** How often the other client tries to get the server connection that the first one used last. */
const TRIES = 5;

/** The one value of a query's one row, which is a yes or no; no row is a no. */
export async function answer(client: pg.Client, sql: string): Promise<boolean> {
  const { rows } = await client.query<Record<string, unknown>>(sql);
  return Object.values(rows[0] ?? {})[0] === true;
}

/** Sends SQL as one message, which one server connection takes, and says which. */
export async function runOn(client: pg.Client, sql: string): Promise<number> {
  const results = (await client.query(`${sql}; SELECT pg_backend_pid() AS pid`)) as unknown;
  const last = (results as readonly pg.QueryResult<{ pid: number }>[]).at(-1);
  const pid = last?.rows[0]?.pid;
  if (pid === undefined) throw new Error('The server did not say which connection it is.');
  return pid;
}

/** Which server connection takes the client's next query. */
export async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/**
 * Runs `work` in a transaction of `client` on the server connection `pid`, which the pooler gives it when nobody else took
 * that one in between; null when somebody did. Meanwhile all other clients run elsewhere.
 */
export async function holding<Value>(
  client: pg.Client,
  pid: number,
  work: () => Promise<Value>,
): Promise<Value | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const isThere = (await runOn(client, 'BEGIN')) === pid;
    try {
      if (isThere) return await work();
    } finally {
      await client.query('COMMIT');
    }
  }
  return null;
}

/** Other clients were faster: what the trial made could neither be looked at nor removed. */
export class LeftBehind extends Error {
  constructor(pid: number, what: string) {
    super(`the server connection ${pid} may still have ${what}, since other clients took it`);
    this.name = 'LeftBehind';
  }
}

/** The SQLSTATE of an error of the server, or null. */
export function sqlState(error: unknown): string | null {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
