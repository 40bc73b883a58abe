import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

/** pg_stats shows the columns that the role may read. https://www.postgresql.org/docs/current/view-pg-stats.html */
export const tableStatistics = defineTypedCatalog({
  name: 'table-statistics',
  title: 'Rows of each table, and the columns of which the planner has statistics',
  privilege: 'pg_read_all_data',
  def: z.strictObject({
    liveRows: z.int(),
    columns: z.int(),
    readableColumns: z.int(),
    columnsWithStatistics: z.int(),
    lastAnalyzed: z.string().nullable(),
  }),
  sql: `
    SELECT
      'table' AS kind,
      s.relid::regclass::text AS id,
      jsonb_build_object(
        -- After a failover nothing is counted: then a page is taken for a row.
        'liveRows', greatest(
          s.n_live_tup,
          c.reltuples::bigint,
          pg_relation_size(c.oid) / current_setting('block_size')::int
        ),
        'columns', (
          SELECT count(*) FROM pg_attribute a WHERE a.attrelid = s.relid AND a.attnum > 0 AND NOT a.attisdropped
        ),
        'readableColumns', (
          SELECT count(*)
          FROM pg_attribute a
          WHERE a.attrelid = s.relid
            AND a.attnum > 0
            AND NOT a.attisdropped
            AND has_column_privilege(s.relid, a.attnum, 'SELECT')
        ),
        'columnsWithStatistics', (
          SELECT count(*)
          FROM pg_stats p
          WHERE p.schemaname = s.schemaname AND p.tablename = s.relname AND NOT p.inherited
        ),
        'lastAnalyzed', greatest(s.last_analyze, s.last_autoanalyze)
      ) AS def
    FROM pg_stat_user_tables s
    JOIN pg_class c ON c.oid = s.relid
    WHERE c.relkind = 'r' AND s.schemaname !~ '^awsdms'
  `,
});
