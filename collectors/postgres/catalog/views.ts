import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const views = defineCatalog({
  name: 'views',
  title: 'Views and materialized views with their definition',
  privilege: null,
  sql: `
    SELECT
      'view' AS kind,
      format('%I.%I', n.nspname, c.relname) AS id,
      jsonb_build_object(
        'relkind', c.relkind,
        'def', pg_get_viewdef(c.oid, TRUE),
        'populated', c.relispopulated,
        'depends', (
          SELECT
            jsonb_agg(DISTINCT d.refobjid::regclass::text)
          FROM
            pg_rewrite r
            JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass
            AND d.objid = r.oid
            AND d.refclassid = 'pg_class'::regclass
            AND d.refobjid <> c.oid
          WHERE
            r.ev_class = c.oid
        )
      ) AS def
    FROM
      pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      c.relkind IN ('v', 'm')
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
