import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const ReplicationCapacity = z.strictObject({
  /** `logical`, `replica` or `minimal`. */
  walLevel: z.string(),
  maxSlots: z.int(),
  slots: z.int(),
  /** Slots that nobody reads: each takes a sender as soon as somebody does. */
  idleSlots: z.int(),
  maxSenders: z.int(),
  senders: z.int(),
  /** 0 when a sender waits for ever. */
  senderTimeoutMs: z.int(),
  /** Workers, each with a slot of its own, that one subscription of this server loads tables with. */
  syncWorkers: z.int(),
  /** -1 when slots keep all they need; null before PostgreSQL 13, where they always do. */
  slotKeepMiB: z.int().nullable(),
  /** Slots at the other side that this database subscribes through. */
  subscribedSlots: z.array(z.string()),
  /** Slots of this server. */
  slotNames: z.array(z.string()),
});
/** What a server has for logical replication, and how much of it is taken. */
export type ReplicationCapacity = z.infer<typeof ReplicationCapacity>;

/** None of these parameters and counts is hidden from any role. */
export const replicationCapacity = defineTypedCatalog({
  name: 'replication-capacity',
  title: 'Parameters of logical replication, and how many slots and senders are taken',
  privilege: null,
  def: ReplicationCapacity,
  sql: `
    SELECT
      'replication_capacity' AS kind,
      'server' AS id,
      jsonb_build_object(
        'walLevel', p.parameters ->> 'wal_level',
        'maxSlots', (p.parameters ->> 'max_replication_slots')::int,
        'slots', (SELECT count(*) FROM pg_replication_slots),
        'idleSlots', (SELECT count(*) FROM pg_replication_slots WHERE NOT active),
        'maxSenders', (p.parameters ->> 'max_wal_senders')::int,
        'senders', (SELECT count(*) FROM pg_stat_replication),
        'senderTimeoutMs', (p.parameters ->> 'wal_sender_timeout')::int,
        'syncWorkers', (p.parameters ->> 'max_sync_workers_per_subscription')::int,
        'slotKeepMiB', (p.parameters ->> 'max_slot_wal_keep_size')::int,
        'subscribedSlots', (
          SELECT coalesce(jsonb_agg(s.subslotname ORDER BY s.subslotname), '[]')
          FROM pg_subscription s
          JOIN pg_database d ON d.oid = s.subdbid
          WHERE d.datname = current_database() AND s.subslotname IS NOT NULL
        ),
        'slotNames', (
          SELECT coalesce(jsonb_agg(s.slot_name ORDER BY s.slot_name), '[]') FROM pg_replication_slots s
        )
      ) AS def
    FROM (SELECT jsonb_object_agg(name, setting) AS parameters FROM pg_settings) p
  `,
});
