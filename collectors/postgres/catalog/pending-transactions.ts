import { defineCatalog } from './define-catalog.ts';

export const pendingTransactions = defineCatalog({
  name: 'pending-transactions',
  title: 'Prepared transactions, and transactions older than five minutes',
  privilege: 'pg_read_all_stats',
  sql: `
    SELECT
      'prepared_xact' AS kind,
      gid AS id,
      jsonb_build_object(
        'prepared', prepared,
        'owner', owner,
        'db', database,
        'age_s', extract(
          epoch
          FROM
            now() - prepared
        )
      ) AS def
    FROM
      pg_prepared_xacts
    UNION ALL
    SELECT
      'long_xact', pid::text,
      jsonb_build_object(
        'state', state,
        'user', usename,
        'app', application_name,
        'xact_age_s', extract(
          epoch
          FROM
            now() - xact_start
        ),
        'backend_xmin_age', age (backend_xmin)
      )
    FROM
      pg_stat_activity
    WHERE
      xact_start < now() - interval '5 min'
      AND backend_type = 'client backend'
      AND pid <> pg_backend_pid()
  
`,
});
