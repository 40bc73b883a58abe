import { ServerFacts, TableFacts } from '../../../core/parity/table-facts.ts';
import { query, textAt, type Ask } from './query.ts';

/** https://www.postgresql.org/docs/current/catalogs.html */
const TABLES = query(`
SELECT jsonb_build_object(
  'schema', n.nspname,
  'name', c.relname,
  'kind', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned'
                         WHEN 'm' THEN 'materialized-view' ELSE 'foreign-table' END,
  'root', CASE WHEN c.relispartition THEN
    (SELECT rn.nspname || '.' || rc.relname FROM pg_class rc JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE rc.oid = pg_partition_root(c.oid)) END,
  'columns', coalesce((SELECT jsonb_agg(jsonb_build_object(
      'name', a.attname,
      'type', CASE WHEN t.typtype = 'd' THEN
        (WITH RECURSIVE base AS (
           SELECT t.oid, t.typtype, t.typbasetype
           UNION ALL SELECT d.oid, d.typtype, d.typbasetype FROM base JOIN pg_type d ON d.oid = base.typbasetype
             WHERE base.typtype = 'd')
         SELECT format_type(base.oid, NULL) FROM base WHERE base.typtype <> 'd')
        ELSE format_type(a.atttypid, NULL) END,
      'declared', format_type(a.atttypid, a.atttypmod),
      'notNull', a.attnotnull,
      'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' ELSE 'never' END,
      'collation', (SELECT jsonb_build_object(
          'name', co.collname,
          'byteOrder', CASE
            WHEN co.collprovider = 'd' THEN
              (SELECT CASE coalesce(to_jsonb(db) ->> 'datlocprovider', 'c') WHEN 'c' THEN db.datcollate IN ('C', 'POSIX')
                      ELSE coalesce(to_jsonb(db) ->> 'datlocprovider', 'c') = 'b' END
                 FROM pg_database db WHERE db.datname = current_database())
            WHEN co.collprovider = 'c' THEN co.collcollate IN ('C', 'POSIX')
            ELSE co.collprovider = 'b' END,
          'deterministic', co.collisdeterministic)
        FROM pg_collation co WHERE co.oid = a.attcollation)
    ) ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]'),
  'keys', coalesce((SELECT jsonb_agg(jsonb_build_object('name', k.name, 'kind', k.kind, 'columns', k.columns)
                                     ORDER BY k.rank, k.name)
    FROM (SELECT ic.relname AS name,
        CASE WHEN i.indisprimary THEN 'primary' WHEN i.indisreplident THEN 'replica-identity' ELSE 'unique' END AS kind,
        CASE WHEN i.indisprimary THEN 0 WHEN i.indisreplident THEN 1 ELSE 1 + i.indnkeyatts END AS rank,
        (SELECT jsonb_agg(a.attname ORDER BY part.position)
           FROM unnest(i.indkey::int2[]) WITH ORDINALITY part(number, position)
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.number
          WHERE part.position <= i.indnkeyatts) AS columns
      FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid
      WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
        AND i.indpred IS NULL AND i.indexprs IS NULL
        AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) WITH ORDINALITY part(number, position)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.number
          WHERE part.position <= i.indnkeyatts AND NOT a.attnotnull)) k), '[]'),
  'estimatedRows', CASE
    WHEN c.relkind = 'p' THEN (SELECT sum(greatest(leaf.reltuples, 0)) FROM pg_partition_tree(c.oid) tree
                                JOIN pg_class leaf ON leaf.oid = tree.relid WHERE tree.isleaf)
    WHEN c.reltuples > 0 THEN c.reltuples END,
  'bytes', CASE
    WHEN c.relkind = 'p' THEN (SELECT coalesce(sum(pg_table_size(tree.relid)), 0) FROM pg_partition_tree(c.oid) tree)
    ELSE coalesce(pg_table_size(c.oid), 0) END)::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY n.nspname, c.relname`);

const SERVER = query(`
SELECT jsonb_build_object(
  'version', current_setting('server_version_num')::int,
  'encoding', current_setting('server_encoding'),
  'identity', pg_postmaster_start_time() || ' ' || (SELECT oid FROM pg_database WHERE datname = current_database()),
  'largeObjects', (SELECT count(*) FROM pg_largeobject_metadata))::text`);

/** Every table of one side, whether its rows may be read or not. */
export async function readTables(ask: Ask): Promise<readonly TableFacts[]> {
  return (await ask(TABLES)).map((row) => TableFacts.parse(JSON.parse(textAt(row, 0))));
}

export async function readServer(ask: Ask): Promise<ServerFacts> {
  const [row] = await ask(SERVER);
  return ServerFacts.parse(JSON.parse(textAt(row ?? [], 0)));
}
