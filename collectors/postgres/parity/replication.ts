import { query, textAt, type Ask } from './query.ts';

/** Where the source's log stands; null on a standby, which writes none. */
export async function readLogPosition(ask: Ask): Promise<string | null> {
  const [row] = await ask(
    query(`SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END`),
  );
  return row?.[0] ?? null;
}

/** The slots from which this target's enabled subscriptions read. */
export async function readSubscribedSlots(ask: Ask): Promise<readonly string[]> {
  const rows = await ask(
    query(`SELECT subslotname FROM pg_subscription
WHERE subenabled AND subslotname IS NOT NULL AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`),
  );
  return rows.map((row) => textAt(row, 0));
}

/**
 * How many of the slots this source has in use, and how many of those the target has confirmed up to a position: what was
 * committed before stands in the target. https://www.postgresql.org/docs/current/view-pg-replication-slots.html
 */
export async function readConfirmed(
  ask: Ask,
  slots: readonly string[],
  position: string,
): Promise<{ readonly active: number; readonly confirmed: number }> {
  const [row] = await ask(
    query(
      `SELECT count(*), count(*) FILTER (WHERE confirmed_flush_lsn >= $2::pg_lsn) FROM pg_replication_slots
WHERE slot_type = 'logical' AND active AND database = current_database() AND slot_name = ANY ($1::text[])`,
      slots,
      position,
    ),
  );
  return { active: Number(textAt(row ?? [], 0)), confirmed: Number(textAt(row ?? [], 1)) };
}
