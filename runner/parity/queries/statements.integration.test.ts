// Real servers, 15 and 18: the statements of an application, as pg_stat_statements has counted them.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { SIDES, type Side } from '../../../core/postgres.ts';
import { startTwoServers, type TwoServers } from '../testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers({ shared_preload_libraries: 'pg_stat_statements' });
  await two.both(`CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2));
    INSERT INTO orders SELECT g, g FROM generate_series(1, 100000) g; ANALYZE`);
});

afterAll(async () => {
  await two.stop();
});

test('without the extension nothing is known of them', async () => {
  const { document } = await two.queries({ topStatements: 3, maxSlowdown: 2 });
  expect(document).toMatchObject({
    complete: true,
    verdict: 'unknown',
    timingVerdict: 'unknown',
    queries: [],
    obstacles: ['The source has no extension pg_stat_statements, so its statements are not known.'],
  });
});

test('those without parameters are compared, of those with them the columns alone', async () => {
  await two.both('CREATE SCHEMA stats; CREATE EXTENSION pg_stat_statements SCHEMA stats');
  await two.sql('source', 'SELECT stats.pg_stat_statements_reset()');
  for (let times = 0; times < 3; times += 1) {
    await two.sql('source', 'SELECT sum(total) AS all_of_it FROM orders');
  }
  await two.sql('source', 'SELECT total FROM orders WHERE id = 7');
  await two.sql('source', 'UPDATE orders SET total = total');
  const { document } = await two.queries({ topStatements: 2 });
  expect(document).toMatchObject({ verdict: 'unknown', obstacles: [] });
  const of = (text: string) => document.queries.find(({ sql }) => sql.includes(text));
  expect(document.queries).toHaveLength(2);
  expect(of('sum')).toMatchObject({
    place: null,
    sql: 'SELECT sum(total) AS all_of_it FROM orders',
    verdict: 'equal',
    rows: { source: 1, target: 1 },
  });
  expect(of('$1')).toMatchObject({
    sql: 'SELECT total FROM orders WHERE id = $1',
    verdict: 'unknown',
    notes: [
      'The values of its parameters are not known: its columns were compared, its rows and times were not. Write it into a file with values to compare them.',
    ],
    columns: { target: [{ name: 'total', type: 'numeric(10,2)' }] },
    rows: { source: null, target: null },
    timing: null,
  });
  await two.sql('target', 'ALTER TABLE orders ALTER total TYPE numeric(12,2)');
  // What we read with has taken the source more time by now than the application's statements.
  const { document: drifted } = await two.queries({ topStatements: 2 });
  expect(drifted.queries).toHaveLength(2);
  expect(drifted.queries.find(({ sql }) => sql.includes('$1'))).toMatchObject({
    verdict: 'different',
    notes: [
      'Column 1, total, is numeric(10,2) on the source and numeric(12,2) on the target.',
      expect.any(String),
    ],
  });
});

test.each(SIDES)(
  'what was read with is told apart from the application’s on the %s',
  async (side) => {
    const { rows } = await two.sql(
      side,
      `SELECT count(*) FILTER (WHERE query LIKE '%/* landfall */')::int > 5 AS "marked",
      array_agg(query) FILTER (WHERE query LIKE '%"landfall %' AND query NOT LIKE '%/* landfall */') AS "unmarked"
    FROM stats.pg_stat_statements`,
    );
    expect(rows).toEqual([{ marked: true, unmarked: null }]);
  },
);

test('the texts of others are not for everybody', async () => {
  await two.both('CREATE ROLE blind LOGIN; GRANT USAGE ON SCHEMA stats TO blind');
  const as = async (side: Side) => {
    const client = await two.connect(side);
    await client.query('SET SESSION AUTHORIZATION blind');
    return client;
  };
  const { document } = await two.queries({ topStatements: 2, connect: as });
  expect(document.verdict).toBe('unknown');
  expect(document.obstacles[0]).toMatch(
    /^The texts of \d+ statements could not be read: they are lost, or the role lacks pg_read_all_stats\.$/,
  );
});

test('a schema that is closed leaves them unknown', async () => {
  const { document } = await two.queries({
    topStatements: 2,
    connect: async (side) => {
      const client = await two.connect(side);
      await client.query(`CREATE SCHEMA IF NOT EXISTS "landfall test"`);
      await client.query('ALTER EXTENSION pg_stat_statements SET SCHEMA "landfall test"');
      await client.query('SET SESSION AUTHORIZATION blind');
      return client;
    },
  });
  expect([document.verdict, document.obstacles]).toEqual([
    'unknown',
    [
      "The source's statements could not be read: permission denied for schema landfall test (42501).",
    ],
  ]);
});
