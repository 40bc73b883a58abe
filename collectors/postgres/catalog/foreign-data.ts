import { defineCatalog } from './define-catalog.ts';
import { masked } from './masked.ts';

export const foreignData = defineCatalog({
  name: 'foreign-data',
  title: 'Foreign data wrappers, servers, user mappings and foreign tables, without secrets',
  privilege: null,
  sql: `
    SELECT
      'fdw' AS kind,
      quote_ident(f.fdwname) AS id,
      jsonb_build_object(
        'handler', f.fdwhandler::regproc::text,
        'options', (
          SELECT
            jsonb_agg(
              ${masked('o')}
              ORDER BY
                o
            )
          FROM
            unnest(f.fdwoptions) o
        )
      ) AS def
    FROM
      pg_foreign_data_wrapper f
    UNION ALL
    SELECT
      'server', quote_ident(s.srvname),
      jsonb_build_object(
        'fdw', f.fdwname,
        'type', s.srvtype,
        'version', s.srvversion,
        'options', (
          SELECT
            jsonb_agg(
              ${masked('o')}
              ORDER BY
                o
            )
          FROM
            unnest(s.srvoptions) o
        )
      )
    FROM
      pg_foreign_server s
      JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
    UNION ALL
    SELECT
      'user_mapping', format('%I@%I', u.usename, u.srvname),
      jsonb_build_object('has_options', u.umoptions IS NOT NULL)
    FROM
      pg_user_mappings u
    UNION ALL
    SELECT
      'foreign_table', t.ftrelid::regclass::text,
      jsonb_build_object(
        'server', s.srvname,
        'options', (
          SELECT
            jsonb_agg(
              ${masked('o')}
              ORDER BY
                o
            )
          FROM
            unnest(t.ftoptions) o
        )
      )
    FROM
      pg_foreign_table t
      JOIN pg_foreign_server s ON s.oid = t.ftserver
  
`,
});
