import pg from 'pg';
import { SUPERVISION_DB, VALIDATOR } from '../deploy.ts';

/** Facts of a database by `<kind> <object>`, each as JSON text: two databases with equal facts are alike. */
export type CatalogFacts = Readonly<Record<string, string>>;

const OURS = `n.nspname IN ('supervision', 'messaging', 'telemetry')`;

const QUERIES: Readonly<Record<string, string>> = {
  relation: `
    SELECT c.oid::regclass AS id, c.relkind, c.relpersistence, pg_get_userbyid(c.relowner) AS owner, c.reloptions,
      c.relrowsecurity, c.relreplident, c.relispopulated, pg_get_partkeydef(c.oid) AS key, pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${OURS}`,
  column: `
    SELECT format('%s.%I', c.oid::regclass, a.attname) AS id, a.attnum, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity, a.attgenerated, a.attstorage, a.attcompression
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE a.attnum > 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'c') AND ${OURS}`,
  // PostgreSQL 18 keeps NOT NULL as a constraint too: there the columns say it.
  constraint: `
    SELECT k.conname || ' of ' || coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text) AS id,
      pg_get_constraintdef(k.oid, true) AS definition, k.convalidated
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE k.contype <> 'n' AND ${OURS}`,
  index: `
    SELECT i.indexrelid::regclass AS id, pg_get_indexdef(i.indexrelid) AS definition, i.indisvalid, i.indisreplident
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS}`,
  sequence: `
    SELECT format('%I.%I', s.schemaname, s.sequencename) AS id, s.data_type::text, s.start_value, s.increment_by, s.last_value
    FROM pg_sequences s JOIN pg_namespace n ON n.nspname = s.schemaname WHERE ${OURS}`,
  view: `
    SELECT c.oid::regclass AS id, pg_get_viewdef(c.oid, true) AS definition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${OURS}`,
  routine: `
    SELECT p.oid::regprocedure AS id, CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END AS definition,
      pg_get_userbyid(p.proowner) AS owner, p.proacl::text
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS}`,
  trigger: `
    SELECT t.tgname AS id, pg_get_triggerdef(t.oid, true) AS definition, t.tgenabled
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND ${OURS}`,
  privilege: `
    SELECT c.oid::regclass AS id, array(SELECT format('%s %s', pg_get_userbyid(x.grantee), x.privilege_type)
      FROM aclexplode(c.relacl) x WHERE x.grantee <> c.relowner ORDER BY 1) AS granted
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${OURS}`,
  publication: `SELECT p.pubname AS id, to_jsonb(p) - 'oid' - 'pubowner' AS definition FROM pg_publication p`,
  extension: `SELECT e.extname AS id, e.extversion, pg_get_userbyid(e.extowner) AS owner FROM pg_extension e`,
};

const TABLES = `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND ${OURS} ORDER BY 1`;

/** Reads the catalog and a digest of the rows of each table, as the role that validates. */
export async function readFacts(port: number): Promise<CatalogFacts> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: VALIDATOR,
    database: SUPERVISION_DB,
  });
  await client.connect();
  try {
    await client.query(
      `SET search_path = ''; SET row_security = off; SET default_transaction_read_only = on`,
    );
    const facts: Record<string, string> = {};
    for (const [kind, sql] of Object.entries(QUERIES)) {
      const { rows } = await client.query<{ id: string }>(sql);
      for (const { id, ...fact } of rows) facts[`${kind} ${id}`] = JSON.stringify(fact);
    }
    const tables = await client.query<{ name: string }>(TABLES);
    for (const { name } of tables.rows) {
      const { rows } = await client.query(
        `SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")) FROM ${name} t`,
      );
      facts[`rows ${name}`] = JSON.stringify(rows[0]);
    }
    return facts;
  } finally {
    await client.end();
  }
}
