import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

/** As many rows are counted of a table without statistics, and no more. */
export const COUNTED_ROWS = 100;

const TableStatistics = z.strictObject({
  /** Those that ANALYZE looks at: not virtual ones, and none whose statistics target is 0. */
  columns: z.int(),
  columnsWithStatistics: z.int(),
  /** Columns without any, of those that the role may read. */
  columnsWithout: z.array(z.string()),
  /** Of a table that lacks some, up to a hundred; null when it lacks none, or its rows cannot all be read. */
  countedRows: z.int().nullable(),
  lastAnalyzed: z.string().nullable(),
  /** Rows at the last VACUUM or ANALYZE; null when there was none since it was made or emptied. */
  estimatedRows: z.number().nullable(),
  /** Pages then; null for partitioned tables, which have none, and for materialized views. */
  estimatedPages: z.int().nullable(),
  /** Pages now. */
  pages: z.int().nullable(),
  /** Rows now as the server counts them, of a partitioned table those of its partitions; 0 where counters were lost, and of materialized views. */
  liveRows: z.number(),
  /** Rows that came since the last ANALYZE of all columns, at the least, as the server counts them. */
  addedRows: z.number(),
});
/** What the planner knows of one table, and what the table is now. */
export type TableStatistics = z.infer<typeof TableStatistics>;

/**
 * Tables, their partitioned parents, which autovacuum never analyzes, and materialized views. That the server counted
 * nothing of them says nothing: a failover and pg_stat_reset() lose it. pg_stats shows the columns that the role may read.
 * https://www.postgresql.org/docs/current/view-pg-stats.html
 * https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS
 */
export const tableStatistics = defineTypedCatalog({
  name: 'table-statistics',
  title:
    'The columns of each table of which the planner has statistics, and how the table grew since; rows of those that lack some',
  privilege: 'pg_read_all_data',
  def: TableStatistics,
  sql: `
    WITH tables AS (
      SELECT
        c.oid,
        c.relkind,
        c.relispopulated,
        c.relpages,
        -- Before PostgreSQL 14 a table that was never looked at has 0, and a partitioned one always.
        CASE
          WHEN c.reltuples < 0 OR (c.reltuples = 0 AND (c.relpages = 0 OR c.relkind = 'p')) THEN NULL
          ELSE c.reltuples
        END AS reltuples,
        n.oid AS schema,
        s.last_analyze,
        s.last_autoanalyze,
        -- Updates and deletions are counted from the beginning alone.
        coalesce(greatest(s.n_mod_since_analyze - s.n_tup_upd - s.n_tup_del, 0), 0) AS added,
        coalesce(s.n_live_tup, 0) AS live,
        k.columns,
        k.analyzed,
        k.without
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      CROSS JOIN LATERAL (
        SELECT
          count(*) AS columns,
          count(p.attname) AS analyzed,
          coalesce(
            jsonb_agg(a.attname ORDER BY a.attnum) FILTER (
              WHERE p.attname IS NULL
                AND has_column_privilege(c.oid, a.attnum, 'SELECT')
                AND NOT row_security_active(c.oid)
            ),
            '[]'
          ) AS without
        FROM pg_attribute a
        LEFT JOIN pg_stats p
          -- Those of a partitioned table are of its partitions together.
          ON p.schemaname = n.nspname
            AND p.tablename = c.relname
            AND p.attname = a.attname
            AND p.inherited = (c.relkind = 'p')
        WHERE a.attrelid = c.oid
          AND a.attnum > 0
          AND NOT a.attisdropped
          AND a.attgenerated <> 'v'
          AND a.attstattarget IS DISTINCT FROM 0
      ) k
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
        'columnsWithout', t.without,
        'countedRows', CASE
          WHEN t.analyzed = t.columns THEN NULL
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
        'lastAnalyzed', greatest(t.last_analyze, t.last_autoanalyze),
        'estimatedRows', t.reltuples,
        'estimatedPages', CASE WHEN t.relkind = 'r' THEN t.relpages END,
        'pages', CASE
          WHEN t.relkind = 'r' THEN pg_relation_size(t.oid) / current_setting('block_size')::int
        END,
        'liveRows', CASE
          WHEN t.relkind = 'r' THEN t.live
          -- A refresh begins the counts anew, and leaves the statistics.
          WHEN t.relkind = 'm' THEN 0
          ELSE (
            SELECT coalesce(sum(greatest(coalesce(s.n_live_tup, 0), f.reltuples)), 0)
            FROM pg_partition_tree(t.oid) p
            JOIN pg_class f ON f.oid = p.relid
            LEFT JOIN pg_stat_all_tables s ON s.relid = f.oid
            WHERE p.isleaf
          )
        END,
        'addedRows', t.added
      ) AS def
    FROM tables t
  `,
});
