import { once } from 'node:events';
import { holding, LeftBehind, PROBE_PREFIX, runOn, type TwoClients } from './two-clients.ts';

const WAIT_MS = 500;
const STOP = `UNLISTEN ${PROBE_PREFIX}`;

/**
 * Whether a client that listens is told what another one notifies.
 * @throws {LeftBehind}
 */
export async function notification(clients: TwoClients, isSession: boolean): Promise<boolean> {
  const { one, other } = clients;
  const pid = await runOn(one, `LISTEN ${PROBE_PREFIX}`);
  try {
    const told = once(one, 'notification', { signal: AbortSignal.timeout(WAIT_MS) }).then(
      () => true,
      () => false,
    );
    await other.query(`NOTIFY ${PROBE_PREFIX}`);
    return await told;
  } finally {
    await stopListening(clients, pid, isSession);
  }
}

async function stopListening(
  { one, other }: TwoClients,
  pid: number,
  isSession: boolean,
): Promise<void> {
  const stopped = isSession
    ? await one.query(STOP)
    : await holding(other, pid, () => other.query(STOP));
  if (stopped === null) throw new LeftBehind(pid, 'a listener of the trial');
}
