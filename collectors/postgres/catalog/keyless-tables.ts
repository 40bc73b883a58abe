import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const keylessTables = defineCatalog({
  name: 'keyless-tables',
  title: 'Tables that logical replication cannot update: without a primary key or replica identity',
  privilege: null,
  sql: `
    SELECT
      'nokey' AS kind,
      c.oid::regclass::text AS id,
      jsonb_build_object(
        'replident', c.relreplident,
        'rows_est', c.reltuples::bigint,
        'bytes', pg_table_size(c.oid),
        'unique_notnull', (
          SELECT
            jsonb_agg(u.indexrelid::regclass::text)
          FROM
            pg_index u
          WHERE
            u.indrelid = c.oid
            AND u.indisunique
            AND u.indimmediate
            AND u.indpred IS NULL
            AND u.indexprs IS NULL
            AND u.indisvalid
            AND NOT EXISTS (
              SELECT
              FROM
                unnest(u.indkey::int2[]) k
                JOIN pg_attribute a ON a.attrelid = c.oid
                AND a.attnum = k
              WHERE
                NOT a.attnotnull
            )
        ),
        'writes', (
          SELECT
            s.n_tup_upd + s.n_tup_del
          FROM
            pg_stat_all_tables s
          WHERE
            s.relid = c.oid
        )
      ) AS def
    FROM
      pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      c.relkind IN ('r', 'p')
      AND c.relpersistence = 'p'
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
      AND c.relreplident <> 'f'
      -- A key that is deferrable or invalid identifies no row, and one that was dropped leaves its table without.
      AND NOT EXISTS (
        SELECT
        FROM
          pg_index i
        WHERE
          i.indrelid = c.oid
          AND i.indimmediate
          AND i.indisvalid
          AND (
            c.relreplident = 'd'
            AND i.indisprimary
            OR c.relreplident = 'i'
            AND i.indisreplident
          )
      )
  
`,
});
