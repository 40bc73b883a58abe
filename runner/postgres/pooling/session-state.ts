import type pg from 'pg';
import type { SessionState } from '../../../collectors/postgres/pooling/behaviour.ts';
import type { Trial } from './trials.ts';
import { answer, holding, LeftBehind, sqlState, type TwoClients } from './two-clients.ts';

/** Each client of session mode has a server connection of its own, and so removes what it made. */
export async function stateOfSession(
  trial: Trial,
  { one, other }: TwoClients,
): Promise<SessionState> {
  await trial.make(one);
  const leaked = await answer(other, trial.exists);
  const kept = await finds(trial, one);
  if (await answer(one, trial.exists)) await one.query(trial.remove);
  return { kept, leaked };
}

/**
 * In transaction mode the other client takes the server connection on which the first one made it: there it may be found,
 * and the first client's next transaction runs on another one.
 * @throws {LeftBehind}
 */
export async function stateOfTransactions(
  trial: Trial,
  { one, other }: TwoClients,
): Promise<SessionState> {
  const pid = await trial.make(one);
  const seen = await holding(other, pid, async () => {
    const leaked = await answer(other, trial.exists);
    const kept = await finds(trial, one);
    if (leaked) await other.query(trial.remove);
    return { kept, leaked };
  });
  if (seen === null) throw new LeftBehind(pid, trial.name);
  return seen;
}

/** What PostgreSQL says of a statement, a cursor or a table that is not there. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MISSING = ['26000', '34000', '42P01'];

async function finds(trial: Trial, client: pg.Client): Promise<boolean> {
  try {
    return await trial.find(client);
  } catch (error) {
    if (MISSING.includes(sqlState(error) ?? '')) return false;
    throw error;
  }
}
