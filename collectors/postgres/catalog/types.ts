import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const types = defineCatalog({
  name: 'types',
  title: 'Enums, domains, composite types and ranges',
  privilege: null,
  sql: `
    SELECT
      'type' AS kind,
      format('%I.%I', n.nspname, t.typname) AS id,
      jsonb_build_object(
        'typtype', t.typtype,
        'owner', pg_get_userbyid(t.typowner),
        'labels', (
          SELECT
            jsonb_agg(
              e.enumlabel
              ORDER BY
                e.enumsortorder
            )
          FROM
            pg_enum e
          WHERE
            e.enumtypid = t.oid
        ),
        'base', CASE
          WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod)
        END,
        'notnull', t.typnotnull,
        'default', t.typdefault,
        'collation', (
          SELECT
            format('%I.%I', cn.nspname, co.collname)
          FROM
            pg_collation co
            JOIN pg_namespace cn ON cn.oid = co.collnamespace
          WHERE
            t.typtype = 'd'
            AND co.oid = t.typcollation
        ),
        'attrs', (
          SELECT
            jsonb_agg(
              jsonb_build_array(a.attname, format_type(a.atttypid, a.atttypmod))
              ORDER BY
                a.attnum
            )
          FROM
            pg_attribute a
          WHERE
            t.typtype = 'c'
            AND a.attrelid = t.typrelid
            AND a.attnum > 0
            AND NOT a.attisdropped
        ),
        'range', (
          SELECT
            jsonb_build_object(
              'subtype', format_type(r.rngsubtype, NULL),
              'collation', (
                SELECT
                  format('%I.%I', cn.nspname, co.collname)
                FROM
                  pg_collation co
                  JOIN pg_namespace cn ON cn.oid = co.collnamespace
                WHERE
                  co.oid = r.rngcollation
              ),
              'canonical', r.rngcanonical::text,
              'diff', r.rngsubdiff::text
            )
          FROM
            pg_range r
          WHERE
            r.rngtypid = t.oid
        )
      ) AS def
    FROM
      pg_type t
      JOIN pg_namespace n ON n.oid = t.typnamespace
      LEFT JOIN pg_class tc ON tc.oid = t.typrelid
    WHERE
      t.typtype IN ('e', 'd', 'c', 'r')
      AND (
        t.typrelid = 0
        OR tc.relkind = 'c'
      )
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_type', 't.oid')}
  
`,
});
