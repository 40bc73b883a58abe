import { defineCatalog } from './define-catalog.ts';

export const server = defineCatalog({
  name: 'server',
  title: 'The server and the database: version, role, formats, encoding, locale',
  privilege: null,
  sql: `
    SELECT
      'server' AS kind,
      'server' AS id,
      jsonb_build_object(
        'versionNumber', current_setting('server_version_num')::int,
        'inRecovery', pg_is_in_recovery(),
        'aurora', to_regproc('pg_catalog.aurora_version') IS NOT NULL,
        'superuser', current_setting('is_superuser') = 'on',
        'blockSize', current_setting('block_size'),
        'integerDatetimes', current_setting('integer_datetimes'),
        'maxIdentifierLength', current_setting('max_identifier_length'),
        'maxIndexKeys', current_setting('max_index_keys'),
        'database', d.datname,
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
        'collationVersion', to_jsonb(d) ->> 'datcollversion'
      ) AS def
    FROM pg_database d
    WHERE d.datname = current_database()
  `,
});
