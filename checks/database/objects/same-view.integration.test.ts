// Real servers of two majors: what both print of the same views, and of views that only look alike.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server.ts';
import { isSameView } from './same-view.ts';

const MAJORS = [15, 18] as const;
const TABLES = `
  CREATE TABLE t (id int PRIMARY KEY, a int, b int, name text, "a b" int, w point);
  CREATE TABLE u (id int PRIMARY KEY, t int, a int);
`;
const QUERIES = [
  'SELECT id, "a b" FROM t',
  'SELECT x.id FROM t x',
  'SELECT a AS b, b AS a FROM t ORDER BY t.a',
  'SELECT a, count(*) FILTER (WHERE b > 1) AS n FROM t GROUP BY a HAVING max(b) > 2 ORDER BY a',
  'SELECT id, sum(a) OVER w AS s FROM t WINDOW w AS (PARTITION BY b ORDER BY name)',
  'SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b DESC LIMIT 3',
  'SELECT id, (w)[0] AS x FROM t w',
  'SELECT t AS whole, id FROM t',
  'SELECT id FROM t WHERE a IS DISTINCT FROM b',
  'SELECT id, extract(year FROM now()) AS y FROM t',
  'SELECT n FROM generate_series(1, 3) g(n)',
  'SELECT k, n FROM unnest(ARRAY[1, 2]) WITH ORDINALITY g(n, k)',
  'SELECT column1 FROM (VALUES (1), (2)) v',
  'SELECT a FROM (SELECT a FROM t) s',
  'WITH c AS (SELECT a FROM t) SELECT a FROM c',
  'SELECT id FROM t WHERE EXISTS (SELECT FROM u WHERE u.t = t.id)',
  'SELECT id, (SELECT max(u.a) FROM u WHERE u.t = t.id) AS m FROM t',
  'SELECT a FROM t UNION SELECT a FROM u ORDER BY 1',
  'SELECT t.id, u.a FROM t JOIN u ON u.t = t.id',
  'SELECT id, t.a FROM t JOIN u USING (id)',
  'SELECT ROW(a, b) < ROW(b, a) AS r, CASE a WHEN 1 THEN b ELSE -a END AS c FROM t',
  'SELECT name || \'t.a\' AS n, name COLLATE "C" AS c FROM t',
  'SELECT id FROM t WHERE a = ANY (SELECT u.a FROM u) AND b IN (1, 2) FOR UPDATE',
  'SELECT GROUPING(a) AS g, a, b FROM t GROUP BY ROLLUP (a, b)',
  'SELECT id FROM t TABLESAMPLE SYSTEM (10)',
] as const;

let servers: readonly PostgresServer[] = [];
/** What each server prints, by query. */
let printed: readonly (readonly string[])[] = [];

beforeAll(async () => {
  servers = await Promise.all(MAJORS.map((major) => startPostgres({ major })));
  printed = await Promise.all(servers.map(({ port }) => definitions(port)));
}, 60_000);

afterAll(() => Promise.all(servers.map((server) => server.stop())));

async function definitions(port: number): Promise<readonly string[]> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query(TABLES);
    const texts: string[] = [];
    for (const [at, query] of QUERIES.entries()) {
      await client.query(`CREATE VIEW v${at} AS ${query}`);
      await client.query(`SET search_path = ''`);
      const { rows } = await client.query<{ text: string }>(
        `SELECT pg_get_viewdef('public.v${at}'::regclass, true) AS text`,
      );
      texts.push(rows[0]?.text ?? '');
      await client.query('RESET search_path');
    }
    return texts;
  } finally {
    await client.end();
  }
}

test('each view is the same as itself, and as no other', () => {
  const [older = [], newer = []] = printed;
  const alike = older.flatMap((long, one) =>
    newer.flatMap((short, other) =>
      isSameView({ definition: long, major: 15 }, { definition: short, major: 18 })
        ? [[QUERIES[one], QUERIES[other]]]
        : [],
    ),
  );
  expect(alike).toEqual(QUERIES.map((query) => [query, query]));
});
