import { answer, holding, LeftBehind, type TwoClients } from './two-clients.ts';

/** A number that no application takes for its own locks: `landfall` in ASCII. */
const KEY = `(x'6c616e6466616c6c')::bigint`;
const TAKE = `SELECT pg_try_advisory_lock(${KEY})`;
const RELEASE = `SELECT pg_advisory_unlock(${KEY})`;
const TAKE_FOR_TRANSACTION = `SELECT pg_try_advisory_xact_lock(${KEY})`;

/** Whether a lock of one session keeps another client out, each with a server connection of its own. */
export async function sessionLockOfSession({ one, other }: TwoClients): Promise<boolean | null> {
  if (!(await answer(one, TAKE))) return null;
  const isTaken = await answer(other, TAKE);
  if (isTaken) await other.query(RELEASE);
  await one.query(RELEASE);
  return !isTaken;
}

/**
 * The same where connections are shared: on the server connection of the first client the lock is everybody's.
 * @throws {LeftBehind}
 */
export async function sessionLockOfTransactions({
  one,
  other,
}: TwoClients): Promise<boolean | null> {
  const { rows } = await one.query<{ taken: boolean; pid: number }>(
    `SELECT pg_try_advisory_lock(${KEY}) AS taken, pg_backend_pid() AS pid`,
  );
  const { taken, pid } = rows[0] ?? { taken: false, pid: 0 };
  if (!taken) return null;
  const excludes = await holding(other, pid, async () => {
    const isTaken = await answer(other, TAKE);
    if (isTaken) await other.query(RELEASE);
    await other.query(RELEASE);
    return !isTaken;
  });
  if (excludes === null) throw new LeftBehind(pid, 'a lock of the trial');
  return excludes;
}

/** Whether a lock of one transaction keeps another out, and is gone with it. */
export async function transactionLock({ one, other }: TwoClients): Promise<boolean | null> {
  await one.query('BEGIN');
  let isTaken;
  try {
    if (!(await answer(one, TAKE_FOR_TRANSACTION))) return null;
    isTaken = await answer(other, TAKE_FOR_TRANSACTION);
  } finally {
    await one.query('COMMIT');
  }
  return !isTaken && (await answer(other, TAKE_FOR_TRANSACTION));
}
