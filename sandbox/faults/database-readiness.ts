import { itself, parameter, saying, system } from './database-servers.ts';
import type { Fault } from './fault.ts';
import { sqlFault } from './sql-fault.ts';

const GIBIBYTES_2 = 2 * 2 ** 30;

/** What keeps data from being moved, or databases from working on after they were: replication, age, damage, ends. */
export const DATABASE_READINESS_FAULTS: readonly Fault[] = [
  sqlFault({
    id: 'database-sender-impatient',
    describes: 'The source breaks off a replication that is busy.',
    breaks: ['database/replication-settings'],
    side: 'source',
    apply: system("SET wal_sender_timeout = '5s'"),
    heal: system('RESET wal_sender_timeout'),
  }),
  sqlFault({
    id: 'database-slot-forgotten',
    describes: 'The source keeps WAL for a slot that nobody reads.',
    breaks: ['database/replication-slots'],
    side: 'source',
    apply: [
      "SELECT pg_create_logical_replication_slot('forgotten', 'pgoutput')",
      ...saying('pg_wal_lsn_diff', 'pg_lsn, pg_lsn', 'numeric', `SELECT ${GIBIBYTES_2}::numeric`),
    ],
    heal: [
      ...itself('pg_wal_lsn_diff', 'pg_lsn, pg_lsn'),
      "SELECT pg_drop_replication_slot('forgotten')",
    ],
  }),
  sqlFault({
    id: 'database-not-frozen',
    describes: 'Vacuums of the target do not keep up.',
    breaks: ['database/wraparound'],
    apply: saying('age', 'xid', 'integer', 'SELECT 900000000'),
    heal: itself('age', 'xid'),
  }),
  sqlFault({
    id: 'database-without-checksums',
    describes: 'The source would not notice damage to its pages.',
    breaks: ['database/page-checksums'],
    side: 'source',
    ...parameter('data_checksums', 'off'),
  }),
  sqlFault({
    id: 'database-older-time-zones',
    describes: 'The target does not know that clocks in Brazil no longer change.',
    breaks: ['database/time-zones'],
    apply: saying(
      'timezone',
      'text, timestamp with time zone',
      'timestamp without time zone',
      `SELECT pg_catalog.timezone_itself($1, $2)
        + CASE WHEN $1 = 'America/Sao_Paulo' AND extract(month FROM $2) IN (12, 1) THEN interval '1 hour' ELSE interval '0' END`,
    ),
    heal: itself('timezone', 'text, timestamp with time zone'),
  }),
  sqlFault({
    id: 'database-sequence-spent',
    describes: 'A sequence of the target is near its end.',
    breaks: ['database/sequence-headroom'],
    apply: ["SELECT setval('telemetry.metric_numbers', 9223372036854775000)"],
    heal: [
      "SELECT setval('telemetry.metric_numbers', (SELECT max(number) FROM telemetry.metrics))",
    ],
  }),
];
