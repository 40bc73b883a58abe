import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const Server = z.strictObject({
  /** Such as 150018. */
  versionNumber: z.int(),
  inRecovery: z.boolean(),
  aurora: z.boolean(),
  /** The member of the cluster that was reached; null where the server has no word for it, as any but Aurora. */
  instance: z.string().nullable(),
  superuser: z.boolean(),
  blockSize: z.string(),
  integerDatetimes: z.string(),
  maxIdentifierLength: z.string(),
  maxIndexKeys: z.string(),
  /** Where this very connection stands on the server; both null for a socket of its machine. */
  address: z.string().nullable(),
  port: z.int().nullable(),
  database: z.string(),
  databaseOid: z.string(),
  /** With the database's oid it tells two servers apart. */
  startedAt: z.string(),
  /** Whether the role sees sessions of others. Without the right PostgreSQL leaves them out, and says nothing. */
  seesSessions: z.boolean(),
  /** The same for parameters that only superusers see. */
  seesSettings: z.boolean(),
  encoding: z.string(),
  collate: z.string().nullable(),
  ctype: z.string().nullable(),
  /** `c` of the C library, `i` ICU, `b` built in. */
  provider: z.string(),
  locale: z.string().nullable(),
  /** -1 when there is none. */
  connectionLimit: z.int(),
  /** Of this very connection. */
  tls: z.boolean().nullable(),
  tlsVersion: z.string().nullable(),
  /** The parameter `rds.force_ssl`; null where it is not known. */
  forceSsl: z.string().nullable(),
  collationVersion: z.string().nullable(),
  /** Of the library now; null where PostgreSQL does not tell. */
  actualCollationVersion: z.string().nullable(),
});
/** What a server says of itself and of the database. */
export type Server = z.infer<typeof Server>;

export const server = defineTypedCatalog({
  name: 'server',
  title: 'The server and the database: version, role, formats, encoding, locale',
  privilege: null,
  def: Server,
  sql: `
    SELECT
      'server' AS kind,
      'server' AS id,
      jsonb_build_object(
        'versionNumber', current_setting('server_version_num')::int,
        'inRecovery', pg_is_in_recovery(),
        'aurora', to_regproc('pg_catalog.aurora_version') IS NOT NULL,
        -- A function that a server lacks may not be in the text of its query.
        'instance', CASE
          WHEN to_regprocedure('pg_catalog.aurora_db_instance_identifier()') IS NOT NULL THEN (
            xpath(
              '//v/text()',
              query_to_xml('SELECT pg_catalog.aurora_db_instance_identifier() AS v', true, true, '')
            )
          )[1]::text
        END,
        'superuser', current_setting('is_superuser') = 'on',
        'blockSize', current_setting('block_size'),
        'integerDatetimes', current_setting('integer_datetimes'),
        'maxIdentifierLength', current_setting('max_identifier_length'),
        'maxIndexKeys', current_setting('max_index_keys'),
        'address', host(inet_server_addr()),
        'port', inet_server_port(),
        'database', d.datname,
        'databaseOid', d.oid::text,
        'startedAt', pg_postmaster_start_time(),
        'seesSessions', pg_has_role('pg_read_all_stats', 'USAGE'),
        'seesSettings', pg_has_role('pg_read_all_settings', 'USAGE'),
        'encoding', pg_encoding_to_char(d.encoding),
        'collate', d.datcollate,
        'ctype', d.datctype,
        'provider', coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
        'locale', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
        'connectionLimit', d.datconnlimit,
        'tls', (
          SELECT s.ssl FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()
        ),
        'tlsVersion', (
          SELECT s.version FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid()
        ),
        'forceSsl', current_setting('rds.force_ssl', true),
        'collationVersion', to_jsonb(d) ->> 'datcollversion',
        -- The function came with PostgreSQL 15.
        'actualCollationVersion', CASE
          WHEN to_regprocedure('pg_catalog.pg_database_collation_actual_version(oid)') IS NOT NULL THEN (
            xpath(
              '//v/text()',
              query_to_xml(format('SELECT pg_database_collation_actual_version(%s) AS v', d.oid), true, true, '')
            )
          )[1]::text
        END
      ) AS def
    FROM pg_database d
    WHERE d.datname = current_database()
  `,
});
