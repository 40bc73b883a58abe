import type { Fault } from './fault.ts';
import { sqlFault } from './sql-fault.ts';

/** Makes a function of the catalog say something else; PostgreSQL finds its own by number, so the name is free. */
export function saying(name: string, parameters: string, returns: string, body: string): string[] {
  return [
    `ALTER FUNCTION pg_catalog.${name}(${parameters}) RENAME TO ${name}_itself`,
    `CREATE FUNCTION pg_catalog.${name}(${parameters}) RETURNS ${returns} LANGUAGE sql STABLE AS $$ ${body} $$`,
  ];
}

export function itself(name: string, parameters: string): string[] {
  return [
    `DROP FUNCTION pg_catalog.${name}(${parameters})`,
    `ALTER FUNCTION pg_catalog.${name}_itself(${parameters}) RENAME TO ${name}`,
  ];
}

/** A parameter that nobody can set, as another server would have it. */
export function parameter(name: string, value: string) {
  const body = `SELECT CASE $1 WHEN '${name}' THEN '${value}' ELSE pg_catalog.current_setting_itself($1) END`;
  return {
    apply: saying('current_setting', 'text', 'text', body),
    heal: itself('current_setting', 'text'),
  };
}

/** Changes what the catalog of databases says of this one. */
function ofDatabase(set: string): string[] {
  return [`UPDATE pg_database SET ${set} WHERE datname = current_database()`];
}

/** By which Aurora says which of its instances was reached. */
const INSTANCE = 'aurora_db_instance_identifier';

/** In force for new connections at once. */
export function system(set: string): string[] {
  return [`ALTER SYSTEM ${set}`, 'SELECT pg_reload_conf()', 'SELECT pg_sleep(0.2)'];
}

/** What is wrong with the server that was reached, or with its parameters. */
export const DATABASE_SERVER_FAULTS: readonly Fault[] = [
  sqlFault({
    id: 'database-older-version',
    describes: 'The target is older than the source, and no longer supported.',
    breaks: ['database/versions', 'database/support-dates'],
    ...parameter('server_version_num', '130022'),
  }),
  sqlFault({
    id: 'database-other-limits',
    describes: 'The target is built with other limits.',
    breaks: ['database/formats'],
    ...parameter('max_identifier_length', '31'),
  }),
  sqlFault({
    id: 'database-connections-fixed',
    describes: 'The target takes fewer connections than its capacity gives.',
    breaks: ['database/max-connections'],
    ...parameter('max_connections', '100'),
  }),
  sqlFault({
    id: 'database-reader',
    describes: 'The connection to the target reaches a reader.',
    breaks: ['database/writer', 'database/target-cluster'],
    apply: [
      ...saying('pg_is_in_recovery', '', 'boolean', 'SELECT true'),
      ...saying(INSTANCE, '', 'varchar', `SELECT regexp_replace(${INSTANCE}_itself(), '1$', '2')`),
    ],
    heal: [...itself('pg_is_in_recovery', ''), ...itself(INSTANCE, '')],
  }),
  sqlFault({
    id: 'database-other-cluster',
    describes: 'The connection to the target reaches another Aurora cluster.',
    breaks: ['database/target-cluster'],
    apply: saying(INSTANCE, '', 'varchar', `SELECT 'restored-' || ${INSTANCE}_itself()`),
    heal: itself(INSTANCE, ''),
  }),
  sqlFault({
    id: 'database-not-aurora',
    describes: 'The connection to the target reaches another PostgreSQL.',
    breaks: ['database/aurora', 'database/target-cluster'],
    apply: [
      'DROP FUNCTION pg_catalog.aurora_version()',
      `ALTER FUNCTION pg_catalog.${INSTANCE}() RENAME TO ${INSTANCE}_itself`,
    ],
    heal: [
      `ALTER FUNCTION pg_catalog.${INSTANCE}_itself() RENAME TO ${INSTANCE}`,
      "CREATE FUNCTION pg_catalog.aurora_version() RETURNS text LANGUAGE sql AS $$ SELECT '15.10.0'::text $$",
    ],
  }),
  sqlFault({
    id: 'database-encoding',
    describes: 'The target was created in an encoding that checks nothing.',
    breaks: ['database/encoding', 'database/settings'],
    blinds: ['database/collation-order'],
    apply: ofDatabase('encoding = 0'),
    heal: ofDatabase('encoding = 6'),
  }),
  sqlFault({
    id: 'database-locale',
    describes: 'The target was created in another locale.',
    breaks: ['database/locale', 'database/collation-order'],
    apply: ofDatabase("datctype = 'C.UTF-8'"),
    heal: ofDatabase("datctype = 'C'"),
  }),
  sqlFault({
    id: 'database-collation-drift',
    describes: 'The library of the target sorts otherwise than when the database was created.',
    breaks: ['database/collation-versions'],
    apply: ofDatabase("datcollversion = '2.28'"),
    heal: ofDatabase('datcollversion = NULL'),
  }),
  sqlFault({
    id: 'database-open-in-the-clear',
    describes: 'The target would take connections without TLS.',
    breaks: ['database/tls', 'database/setting-overrides'],
    apply: ["ALTER ROLE landfall IN DATABASE supervision_db SET rds.force_ssl = '0'"],
    heal: ['ALTER ROLE landfall IN DATABASE supervision_db RESET rds.force_ssl'],
  }),
  sqlFault({
    id: 'database-other-dates',
    describes: 'The target reads dates in another order.',
    breaks: ['database/settings'],
    apply: system("SET DateStyle = 'ISO, DMY'"),
    heal: system('RESET DateStyle'),
  }),
  sqlFault({
    id: 'database-other-costs',
    describes: 'The planner of the target reckons with other costs.',
    breaks: ['database/planner-settings'],
    apply: system('SET random_page_cost = 1.1'),
    heal: system('RESET random_page_cost'),
  }),
  sqlFault({
    id: 'database-less-memory',
    describes: 'Sorts get less memory in the target.',
    breaks: ['database/capacity-settings'],
    apply: system("SET work_mem = '1MB'"),
    heal: system('RESET work_mem'),
  }),
  sqlFault({
    id: 'database-restart-pending',
    describes: 'A parameter of the target was changed and waits for a restart.',
    breaks: ['database/no-pending-restart'],
    apply: system('SET max_wal_senders = 20'),
    // Only a value that is in force takes the mark back.
    heal: [...system('SET max_wal_senders = 10'), ...system('RESET max_wal_senders')],
  }),
  sqlFault({
    id: 'database-prepared-transaction',
    describes: 'A transaction of the source is prepared and not ended.',
    breaks: ['database/pending-transactions'],
    side: 'source',
    apply: ['BEGIN', 'SELECT 1', "PREPARE TRANSACTION 'forgotten'"],
    heal: ["ROLLBACK PREPARED 'forgotten'"],
  }),
];
