import type pg from 'pg';
import { answer, type Open, pidOf, PROBE_PREFIX, runOn, sqlState } from './two-clients.ts';

const NAME = `${PROBE_PREFIX}.remains`;
const REMAINS = `SELECT current_setting('${NAME}', true) = 'yes'`;
/** How many further clients may get other server connections before one gets that of the first. */
const CLIENTS = 4;

/**
 * In session mode: whether the next client of a server connection finds it as new, as `server_reset_query` should see to.
 * Null when nobody got it again.
 */
export async function resetBetweenClients(open: Open): Promise<boolean | null> {
  const first = await open();
  const pid = await runOn(first, `SET ${NAME} = 'yes'`).finally(() => first.end());
  // Each keeps the server connection that it got, so that the next one gets another.
  const clients: pg.Client[] = [];
  try {
    while (clients.length < CLIENTS) {
      const next = await open();
      clients.push(next);
      if ((await pidOf(next)) !== pid) continue;
      const isReset = !(await answer(next, REMAINS));
      if (!isReset) await next.query(`RESET ${NAME}`);
      return isReset;
    }
    return null;
  } finally {
    for (const client of clients) await client.end();
  }
}

/**
 * What becomes of a parameter that a client sends as it connects: drivers send them, and pgBouncer refuses those that it does
 * not know, unless it is told to ignore them. https://www.pgbouncer.org/config.html#ignore_startup_parameters
 */
export async function startUpParameter(
  open: Open,
  name: string,
  value: string,
): Promise<'applied' | 'ignored' | 'refused'> {
  let client;
  try {
    client = await open(`-c ${name}=${value}`);
  } catch (error) {
    if (sqlState(error) === '08P01') return 'refused';
    throw error;
  }
  try {
    const isSet = await answer(client, `SELECT current_setting('${name}') = '${value}'`);
    return isSet ? 'applied' : 'ignored';
  } finally {
    await client.end();
  }
}
