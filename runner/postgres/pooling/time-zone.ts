import type { SessionState } from '../../../collectors/postgres/pooling/behaviour.ts';
import { answer, holding, runOn, type TwoClients } from './two-clients.ts';

const ZONE = 'Pacific/Chatham';
const IS_SET = `SELECT current_setting('TimeZone') = '${ZONE}'`;

/**
 * pgBouncer moves it with the client: the client keeps it, and no other one gets it.
 * https://www.pgbouncer.org/config.html#track_extra_parameters
 */
export async function timeZone(
  { one, other }: TwoClients,
  isSession: boolean,
): Promise<SessionState | null> {
  const { rows } = await one.query<{ zone: string }>(`SELECT current_setting('TimeZone') AS zone`);
  const before = rows[0]?.zone ?? 'UTC';
  const pid = await runOn(one, `SET TimeZone = '${ZONE}'`);
  const look = async () => ({
    leaked: await answer(other, IS_SET),
    kept: await answer(one, IS_SET),
  });
  try {
    return isSession ? await look() : await holding(other, pid, look);
  } finally {
    await one.query(`SELECT set_config('TimeZone', $1, false)`, [before]);
  }
}
