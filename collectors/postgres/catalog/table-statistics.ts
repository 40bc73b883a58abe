import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

/** As many rows are counted of a table without statistics, and no more. */
export const COUNTED_ROWS = 100;

/**
 * Tables, their partitioned parents, which autovacuum never analyzes, and materialized views. What the server counted of
 * them says nothing: a failover and pg_stat_reset() lose it. pg_stats shows the columns that the role may read.
 * https://www.postgresql.org/docs/current/view-pg-stats.html
 * https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS
 */
export const tableStatistics = defineTypedCatalog({
  name: 'table-statistics',
  title: 'The columns of each table of which the planner has statistics; rows of those without any',
  privilege: 'pg_read_all_data',
  def: z.strictObject({
    columns: z.int(),
    columnsWithStatistics: z.int(),
    /** Of a table without statistics, up to a hundred; null when it has some, or its rows cannot all be read. */
    countedRows: z.int().nullable(),
    lastAnalyzed: z.string().nullable(),
  }),
  sql: `
    WITH tables AS (
      SELECT
        c.oid,
        c.relkind,
        c.relispopulated,
        n.oid AS schema,
        s.last_analyze,
        s.last_autoanalyze,
        (
          SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ) AS columns,
        (
          SELECT count(*)
          FROM pg_stats p
          -- Those of a partitioned table are of its partitions together.
          WHERE p.schemaname = n.nspname AND p.tablename = c.relname AND p.inherited = (c.relkind = 'p')
        ) AS analyzed
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      WHERE c.relkind IN ('r', 'p', 'm')
        AND c.relpersistence <> 't'
        AND ${USER_SCHEMA}
        AND ${notOfExtension('pg_class', 'c.oid')}
    )
    SELECT
      'table' AS kind,
      t.oid::regclass::text AS id,
      jsonb_build_object(
        'columns', t.columns,
        'columnsWithStatistics', t.analyzed,
        'countedRows', CASE
          WHEN t.analyzed > 0 THEN NULL
          WHEN t.relkind <> 'p' AND pg_relation_size(t.oid) = 0 THEN 0
          WHEN NOT t.relispopulated
            OR NOT has_schema_privilege(t.schema, 'USAGE')
            OR NOT has_table_privilege(t.oid, 'SELECT')
            -- Policies would hide rows, of which reading is refused.
            OR row_security_active(t.oid)
            -- Another server would be asked.
            OR EXISTS (
              SELECT FROM pg_partition_tree(t.oid) p JOIN pg_class f ON f.oid = p.relid WHERE f.relkind = 'f'
            ) THEN NULL
          ELSE (
            xpath(
              '//n/text()',
              query_to_xml(
                format('SELECT count(*) AS n FROM (SELECT FROM %s LIMIT ${COUNTED_ROWS}) r', t.oid::regclass),
                true, true, ''
              )
            )
          )[1]::text::int
        END,
        'lastAnalyzed', greatest(t.last_analyze, t.last_autoanalyze)
      ) AS def
    FROM tables t
  `,
});
