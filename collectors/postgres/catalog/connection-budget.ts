import { defineCatalog } from './define-catalog.ts';

export const connectionBudget = defineCatalog({
  name: 'connection-budget',
  title: 'Connections that the server takes and has',
  privilege: 'pg_read_all_stats',
  sql: `
    SELECT
      'conn' AS kind,
      'budget' AS id,
      jsonb_build_object(
        'max', current_setting('max_connections')::int,
        'su_reserved', current_setting('superuser_reserved_connections')::int,
        'reserved', current_setting('reserved_connections', TRUE),
        'rds_reserved', current_setting('rds.rds_superuser_reserved_connections', TRUE),
        'in_use', (
          SELECT
            count(*)
          FROM
            pg_stat_activity
          WHERE
            backend_type = 'client backend'
        ),
        'by_user', (
          SELECT
            jsonb_object_agg(u, n)
          FROM
            (
              SELECT
                coalesce(usename, '?')::text u,
                count(*) n
              FROM
                pg_stat_activity
              WHERE
                backend_type = 'client backend'
              GROUP BY
                1
            ) z
        ),
        'by_state', (
          SELECT
            jsonb_object_agg(u, n)
          FROM
            (
              SELECT
                coalesce(state, '?') u,
                count(*) n
              FROM
                pg_stat_activity
              WHERE
                backend_type = 'client backend'
              GROUP BY
                1
            ) z
        ),
        'role_limits', (
          SELECT
            jsonb_object_agg(rolname, rolconnlimit)
          FROM
            pg_roles
          WHERE
            rolconnlimit >= 0
        ),
        'db_limit', (
          SELECT
            datconnlimit
          FROM
            pg_database
          WHERE
            datname = current_database()
        )
      ) AS def
  
`,
});
