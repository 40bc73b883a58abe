import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const relations = defineCatalog({
  name: 'relations',
  title:
    'Tables, views, sequences and foreign tables with their storage, partitioning and row security',
  privilege: null,
  sql: `
    SELECT
      'relation' AS kind,
      format('%I.%I', n.nspname, c.relname) AS id,
      jsonb_build_object(
        'relkind', c.relkind,
        'persistence', c.relpersistence,
        'owner', pg_get_userbyid(c.relowner),
        'am', (
          SELECT
            amname
          FROM
            pg_am
          WHERE
            oid = c.relam
        ),
        'tablespace', (
          SELECT
            spcname
          FROM
            pg_tablespace
          WHERE
            oid = c.reltablespace
        ),
        'options', (
          SELECT
            jsonb_agg(
              o
              ORDER BY
                o
            )
          FROM
            unnest(c.reloptions) o
        ),
        'rls', c.relrowsecurity,
        'rls_forced', c.relforcerowsecurity,
        'replident', c.relreplident,
        'replident_index', (
          SELECT
            ic.relname
          FROM
            pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
          WHERE
            i.indrelid = c.oid
            AND i.indisreplident
        ),
        'partkey', CASE
          WHEN c.relkind = 'p' THEN pg_get_partkeydef (c.oid)
        END,
        'partbound', pg_get_expr(c.relpartbound, c.oid),
        'parents', (
          SELECT
            jsonb_agg(
              i.inhparent::regclass::text
              ORDER BY
                i.inhseqno
            )
          FROM
            pg_inherits i
          WHERE
            i.inhrelid = c.oid
        ),
        'children', (
          SELECT
            count(*)
          FROM
            pg_inherits i
          WHERE
            i.inhparent = c.oid
        ),
        'of_type', CASE
          WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL)
        END,
        'populated', c.relispopulated,
        'ncols', (
          SELECT
            count(*)
          FROM
            pg_attribute a
          WHERE
            a.attrelid = c.oid
            AND a.attnum > 0
            AND NOT a.attisdropped
        )
      ) AS def
    FROM
      pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND c.relpersistence <> 't'
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
