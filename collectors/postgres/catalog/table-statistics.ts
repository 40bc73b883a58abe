import { defineCatalog } from './define-catalog.ts';

export const tableStatistics = defineCatalog({
  name: 'table-statistics',
  title: 'Live rows, statistics and vacuum of each table',
  privilege: null,
  sql: `
    SELECT
      'stats' AS kind,
      s.relid::regclass::text AS id,
      jsonb_build_object(
        'live', s.n_live_tup,
        'dead', s.n_dead_tup,
        'reltuples', c.reltuples::bigint,
        'relpages', c.relpages,
        'allvisible', c.relallvisible,
        'mod_since_analyze', s.n_mod_since_analyze,
        'last_analyze', greatest(s.last_analyze, s.last_autoanalyze),
        'last_vacuum', greatest(s.last_vacuum, s.last_autovacuum),
        'cols', c.relnatts,
        'cols_with_stats', (
          SELECT
            count(*)
          FROM
            pg_stats p
          WHERE
            p.schemaname = s.schemaname
            AND p.tablename = s.relname
            AND NOT p.inherited
        ),
        'heap_bytes', pg_relation_size(c.oid),
        'index_bytes', pg_indexes_size(c.oid),
        'toast_bytes', coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0),
        'frozen_age', age (c.relfrozenxid),
        'seq_scan', s.seq_scan,
        'idx_scan', s.idx_scan
      ) AS def
    FROM
      pg_stat_user_tables s
      JOIN pg_class c ON c.oid = s.relid
  
`,
});
