import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const ReplicationSlot = z.strictObject({
  /** `logical` or `physical`. */
  type: z.string(),
  active: z.boolean(),
  database: z.string().nullable(),
  /** Null for a slot that keeps nothing yet, or nothing any more. */
  restartLsn: z.string().nullable(),
  /** Of WAL that the server keeps for the slot; null when it is not known. As text: it may be greater than JavaScript counts exactly. */
  retainedBytes: z.string().nullable(),
  /** `reserved`, `extended`, `unreserved` or `lost`; null before PostgreSQL 13, and when nothing is kept. */
  walStatus: z.string().nullable(),
  /** From PostgreSQL 17 on why the slot can serve no more; null when it can. */
  invalidation: z.string().nullable(),
});
export type ReplicationSlot = z.infer<typeof ReplicationSlot>;

/** https://www.postgresql.org/docs/current/view-pg-replication-slots.html; every role sees every slot of the server. */
export const replicationSlots = defineTypedCatalog({
  name: 'replication-slots',
  title: 'Replication slots, and the WAL that is kept for them',
  privilege: null,
  def: ReplicationSlot,
  sql: `
    SELECT
      'slot' AS kind,
      s.slot_name::text AS id,
      jsonb_build_object(
        'type', s.slot_type,
        'active', s.active,
        'database', s.database,
        'restartLsn', s.restart_lsn,
        'retainedBytes', pg_wal_lsn_diff(
          CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
          s.restart_lsn
        )::text,
        'walStatus', to_jsonb(s) ->> 'wal_status',
        'invalidation', to_jsonb(s) ->> 'invalidation_reason'
      ) AS def
    FROM pg_replication_slots s
  `,
});
