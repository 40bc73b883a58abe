import { defineCatalog } from './define-catalog.ts';
import { masked } from './masked.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const columns = defineCatalog({
  name: 'columns',
  title: 'Columns with type, default, identity and collation',
  privilege: null,
  sql: `
    SELECT
      'column' AS kind,
      format('%I.%I.%I', n.nspname, c.relname, a.attname) AS id,
      jsonb_build_object(
        'pos', row_number() OVER (
          PARTITION BY
            a.attrelid
          ORDER BY
            a.attnum
        ),
        'type', format_type(a.atttypid, a.atttypmod),
        'notnull', a.attnotnull,
        -- From PostgreSQL 18 on a column may be NOT NULL for new rows alone.
        'validated', CASE
          WHEN a.attnotnull THEN NOT EXISTS (
            SELECT
            FROM
              pg_constraint k
            WHERE
              k.conrelid = a.attrelid
              AND k.contype = 'n'
              AND k.conkey = ARRAY[a.attnum]
              AND NOT k.convalidated
          )
        END,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'identity', nullif(a.attidentity::text, ''),
        'generated', nullif(a.attgenerated::text, ''),
        'collation', CASE
          WHEN a.attcollation <> t.typcollation THEN (
            SELECT
              format('%I.%I', cn.nspname, co.collname)
            FROM
              pg_collation co
              JOIN pg_namespace cn ON cn.oid = co.collnamespace
            WHERE
              co.oid = a.attcollation
          )
        END,
        'storage', a.attstorage,
        'compression', nullif(to_jsonb(a) ->> 'attcompression', ''),
        'stats', nullif(a.attstattarget, -1),
        'options', a.attoptions,
        'fdw_options', (
          SELECT
            jsonb_agg(
              ${masked('o')}
              ORDER BY
                o
            )
          FROM
            unnest(a.attfdwoptions) o
        ),
        'local', a.attislocal,
        'inhcount', a.attinhcount
      ) AS def
    FROM
      pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE
      a.attnum > 0
      AND NOT a.attisdropped
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
      AND c.relpersistence <> 't'
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
