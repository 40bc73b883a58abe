import { defineCatalog } from './define-catalog.ts';

export const publications = defineCatalog({
  name: 'publications',
  title: 'Publications and subscriptions',
  privilege: null,
  sql: `
    SELECT
      'publication' AS kind,
      quote_ident(p.pubname) AS id,
      (to_jsonb(p) - 'oid' - 'pubowner' - 'pubname') || jsonb_build_object(
        'owner', pg_get_userbyid(p.pubowner),
        'tables', (
          SELECT
            jsonb_agg(
              format('%I.%I', t.schemaname, t.tablename)
              ORDER BY
                t.schemaname,
                t.tablename
            )
          FROM
            pg_publication_tables t
          WHERE
            t.pubname = p.pubname
        )
      ) AS def
    FROM
      pg_publication p
    UNION ALL
    SELECT
      'subscription', quote_ident(s.subname),
      jsonb_build_object(
        'owner', pg_get_userbyid(s.subowner),
        'enabled', s.subenabled,
        'slot', s.subslotname,
        'pubs', s.subpublications,
        'sync', s.subsynccommit,
        'not_ready', (
          SELECT
            count(*)
          FROM
            pg_subscription_rel r
          WHERE
            r.srsubid = s.oid
            AND r.srsubstate <> 'r'
        )
      )
    FROM
      (
        SELECT
          oid,
          subname,
          subowner,
          subenabled,
          subslotname,
          subpublications,
          subsynccommit,
          subdbid
        FROM
          pg_subscription
      ) s
    WHERE
      s.subdbid = (
        SELECT
          oid
        FROM
          pg_database
        WHERE
          datname = current_database()
      )
  
`,
});
