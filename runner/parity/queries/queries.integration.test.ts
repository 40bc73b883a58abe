// Real servers, 15 and 18: what the same queries give on both, and what must never come out as equal.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { QueryResult } from '../../../core/parity/queries/document.ts';
import type { Side } from '../../../core/postgres.ts';
import { startTwoServers, type TwoServers } from '../testing/two-servers.ts';
import type { QueryLimits, QueryOptions } from './options.ts';

jest.setTimeout(60_000);

let two: TwoServers;
let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'landfall-queries-'));
  two = await startTwoServers();
  await two.both(`CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2), note text);
    INSERT INTO orders SELECT g, g * 1.5, 'note ' || g FROM generate_series(1, 20000) g;
    CREATE TABLE names (name text COLLATE "C");
    INSERT INTO names VALUES ('a'), ('B'), ('b');
    CREATE FUNCTION writing() RETURNS int LANGUAGE sql AS 'INSERT INTO orders VALUES (-1) RETURNING id';
    ANALYZE`);
});

afterAll(async () => {
  await two.stop();
  await rm(root, { recursive: true, force: true });
});

type Options = Partial<Omit<QueryOptions, 'limits'>>;
let folders = 0;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  folders += 1;
  const folder = join(root, String(folders));
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** What a single query came to. */
async function judged(
  sql: string,
  options: Options = {},
  limits: Partial<QueryLimits> = {},
): Promise<QueryResult> {
  const folder = await folderOf({ 'one.sql': sql });
  const { document } = await two.queries({ folder, ...options }, limits);
  const [result] = document.queries;
  if (result === undefined) throw new Error('There is no result.');
  return result;
}

describe('the same on both sides', () => {
  test.each([
    ['SELECT id, total, note FROM orders'],
    ['SELECT id, total FROM orders ORDER BY id;\n-- the end'],
    [
      '/* a /* nested */ comment */ SELECT \';\' AS a, "note" FROM orders WHERE note <> $x$;$x$ ; ; ',
    ],
    ["VALUES (1, NULL::text), (2, 'b')"],
    ['TABLE names'],
    ['WITH few AS (SELECT * FROM orders LIMIT 1) SELECT count(*) FROM few'],
    ['SELECT 1 AS a, 2 AS a, 3'],
    ['SELECT FROM orders'],
    [
      `SELECT '{"b": 1, "a": 2}'::jsonb, timestamptz '2024-01-01 00:00+05:30', '\\x00ff'::bytea, ARRAY[1, NULL]`,
    ],
    [
      `SELECT 'NaN'::float8, 0.1::float8 + 0.2::float8, 1.50::numeric, row(1, 'a'), interval '1 day'`,
    ],
    ['-- param: 7\n-- param: note 7\nSELECT * FROM orders WHERE id = $1 AND note = $2'],
    ['SELECT pg_sleep(0)'],
    ['SELECT * FROM orders ORDER BY id LIMIT 5 -- no line behind it'],
  ])('%s', async (sql) => {
    const { verdict, notes } = await judged(sql);
    expect([verdict, notes]).toEqual(['equal', []]);
  });

  test('no rows are the same, and are told', async () => {
    const { verdict, notes } = await judged('SELECT id FROM orders WHERE id < 0');
    expect([verdict, notes]).toEqual(['equal', ['Neither side gives any row.']]);
  });

  test('what was compared is told', async () => {
    const folder = await folderOf({
      'b/total.sql': '-- all of it\nSELECT id, total FROM orders ORDER BY id',
      'a.sql': 'SELECT count(*) FROM orders',
      'readme.md': 'not a query',
    });
    const { document } = await two.queries({ folder }, { runs: 3 });
    expect(document).toMatchObject({
      complete: true,
      verdict: 'equal',
      timingVerdict: 'not-judged',
      algorithm: 'hashtextextended',
      obstacles: [],
      queries: [
        { query: 'a.sql', order: 'any', rows: { source: 1, target: 1 } },
        {
          query: join('b', 'total.sql'),
          place: `${join(folder, 'b', 'total.sql')}:2`,
          sql: 'SELECT id, total FROM orders ORDER BY id',
          order: 'rows',
          rows: { source: 20_000, target: 20_000 },
          columns: {
            source: [
              { name: 'id', type: 'integer' },
              { name: 'total', type: 'numeric(10,2)' },
            ],
          },
        },
      ],
    });
    const [, { timing } = { timing: null }] = document.queries;
    expect(timing?.source).toHaveLength(3);
    expect(timing?.targetMs).toBeGreaterThan(0);
  });
});

describe('rows that differ', () => {
  /** What the source gives, what the target gives, and whether that is the same. */
  const VALUES: readonly (readonly [string, string, boolean])[] = [
    [`'-0'::float8`, `'0'::float8`, false],
    [`'NaN'::float8`, `'NaN'::float8`, true],
    [`1.0::numeric`, `1.00::numeric`, false],
    [`'{"a": 1, "b": 2}'::jsonb`, `'{"b": 2, "a": 1}'::jsonb`, true],
    [`'{"a": 1, "b": 2}'::json`, `'{"b": 2, "a": 1}'::json`, false],
    [`timestamptz '2024-01-01 00:00+00'`, `timestamptz '2024-01-01 05:30+05:30'`, true],
    [`timestamptz '2024-01-01 00:00+00'`, `timestamptz '2024-01-01 00:00+05:30'`, false],
    [`0.1::float8 + 0.2::float8`, `0.3::float8`, false],
    [`'\\x00ff'::bytea`, `'\\x00fe'::bytea`, false],
    [`decode(repeat('00', 5000), 'hex')`, `decode(repeat('00', 4999) || '01', 'hex')`, false],
    [`NULL::text`, `''::text`, false],
    [`'a'::text`, `'a '::text`, false],
  ];

  test.each(VALUES)('%s and %s: the same is %p', async (source, target, isSame) => {
    await two.sql('source', `CREATE OR REPLACE VIEW one AS SELECT ${source} AS v`);
    await two.sql('target', `CREATE OR REPLACE VIEW one AS SELECT ${target} AS v`);
    const { verdict, counts } = await judged('SELECT v FROM one');
    await two.both('DROP VIEW one');
    expect([verdict, counts.missing, counts.extra]).toEqual(
      isSame ? ['equal', 0, 0] : ['different', 1, 1],
    );
  });

  test('one missing, one extra and copies are found among many, with their values', async () => {
    await two.both(`CREATE TABLE found (id int, v text);
      INSERT INTO found SELECT g, 'v' || g FROM generate_series(1, 100000) g`);
    await two.sql(
      'target',
      `DELETE FROM found WHERE id = 77; INSERT INTO found VALUES (5, 'v5'), (0, 'password=hunter2')`,
    );
    const result = await judged('SELECT id, v FROM found');
    expect(result).toMatchObject({
      verdict: 'different',
      rows: { source: 100_000, target: 100_001 },
      counts: { missing: 1, extra: 2, unlocatedParts: 0 },
    });
    expect(result.differences).toEqual(
      expect.arrayContaining([
        { kind: 'missing', copies: { source: 1, target: 0 }, values: ['77', 'v77'] },
        { kind: 'extra', copies: { source: 1, target: 2 }, values: ['5', 'v5'] },
        { kind: 'extra', copies: { source: 0, target: 1 }, values: ['0', '[redacted]'] },
      ]),
    );
    const hidden = await judged('SELECT id, v FROM found ORDER BY id', { showValues: false });
    expect(hidden.counts).toEqual({ missing: 1, extra: 2, unlocatedParts: 0 });
    expect(hidden.differences.map(({ values }) => values)).toEqual([null, null, null]);
  });

  test('more of them than are looked for are told as parts', async () => {
    await two.both('CREATE TABLE many (id int)');
    await two.sql('source', 'INSERT INTO many SELECT generate_series(1, 100000)');
    const result = await judged('SELECT id FROM many', {}, { maxDifferences: 10 });
    expect(result.verdict).toBe('different');
    expect(result.differences).toHaveLength(10);
    expect(result.counts.unlocatedParts).toBeGreaterThan(1_000);
  });

  test('the order counts where the query or its file says so', async () => {
    const ordered = 'SELECT name FROM names ORDER BY name';
    await two.sql('target', 'ALTER TABLE names ALTER name TYPE text COLLATE "en-x-icu"');
    const other = await judged(ordered);
    expect([other.verdict, other.notes]).toEqual([
      'different',
      [
        'Both sides give the same rows in another order. Where ORDER BY does not tell all rows apart, add a column that does, or declare "-- order: any".',
      ],
    ]);
    expect((await judged(`-- order: any\n${ordered}`)).verdict).toBe('equal');
    const inner = `SELECT * FROM (${ordered}) inner_query`;
    expect((await judged(inner)).verdict).toBe('equal');
    expect((await judged(`-- order: rows\n${inner}`)).verdict).toBe('different');
  });
});

describe('columns that differ', () => {
  test('are told one by one, and their rows are compared all the same', async () => {
    await two.sql(
      'source',
      `CREATE VIEW shaped AS SELECT 1 AS id, 2::numeric(10,2) AS total, 'x'::varchar(5) AS note`,
    );
    await two.sql(
      'target',
      `CREATE VIEW shaped AS SELECT 1::bigint AS id, 2::numeric(12,2) AS total, 'x'::varchar(5) AS remark`,
    );
    const result = await judged('SELECT * FROM shaped');
    expect([result.verdict, result.notes, result.counts]).toEqual([
      'different',
      [
        'Column 1, id, is integer on the source and bigint on the target.',
        'Column 2, total, is numeric(10,2) on the source and numeric(12,2) on the target.',
        'Column 3 is note character varying(5) on the source and remark character varying(5) on the target.',
      ],
      { missing: 0, extra: 0, unlocatedParts: 0 },
    ]);
  });

  test('stay known when the query cannot be run', async () => {
    await two.sql('source', `CREATE VIEW lame AS SELECT pg_sleep(0)::text AS slept, 1 AS v`);
    await two.sql(
      'target',
      `CREATE VIEW lame AS SELECT pg_sleep(5)::text AS slept, 1::bigint AS v`,
    );
    const result = await judged('TABLE lame', {}, { statementTimeoutMs: 300 });
    expect([result.verdict, result.notes]).toEqual([
      'different',
      [
        'Column 2, v, is integer on the source and bigint on the target.',
        'The target could not run the query: canceling statement due to statement timeout (57014).',
      ],
    ]);
  });

  test('in number leave nothing to hash', async () => {
    await two.both('CREATE TABLE widened (id int)');
    await two.sql('target', 'ALTER TABLE widened ADD more int');
    const result = await judged('SELECT * FROM widened');
    expect([result.verdict, result.notes, result.rows.source]).toEqual([
      'different',
      ['Column 2, more integer, is not on the source.'],
      null,
    ]);
  });

  test("of a type that is not PostgreSQL's own have its schema", async () => {
    await two.both(`CREATE TYPE mood AS ENUM ('good', 'bad')`);
    const { columns, verdict } = await judged(`SELECT 'bad'::mood AS mood`);
    expect([verdict, columns.source]).toEqual(['equal', [{ name: 'mood', type: 'public.mood' }]]);
  });
});

describe('what is no query is refused by the server, and nothing is written', () => {
  const WRITING = 'It writes or locks, and the server refused it: cannot execute';
  const HOW = 'Write it as one SELECT, VALUES, TABLE or WITH that only reads.';
  test.each([
    [
      'INSERT INTO orders VALUES (-1) RETURNING id',
      `${WRITING} INSERT in a read-only transaction. ${HOW}`,
    ],
    [
      'WITH gone AS (DELETE FROM orders RETURNING id) SELECT * FROM gone',
      `${WRITING} SELECT in a read-only transaction. ${HOW}`,
    ],
    ['SELECT writing()', `${WRITING} INSERT in a read-only transaction. ${HOW}`],
    [
      'SELECT id FROM orders FOR UPDATE',
      `${WRITING} SELECT FOR UPDATE in a read-only transaction. ${HOW}`,
    ],
    ['DELETE FROM orders', `It gives no rows. ${HOW}`],
    ['COMMIT', `It gives no rows. ${HOW}`],
    ['SELECT * INTO copied FROM orders', `It gives no rows. ${HOW}`],
    [
      'SHOW TimeZone',
      `It is no query that can be explained: syntax error at or near "SHOW". ${HOW}`,
    ],
    [
      'EXPLAIN SELECT 1',
      `It is no query that can be explained: syntax error at or near "EXPLAIN". ${HOW}`,
    ],
    [
      'SELECT $1::int',
      'It takes 1 parameters, and its head declares 0: write a line "-- param: text" for each.',
    ],
    [
      '-- param: 1\nSELECT 1',
      'It takes 0 parameters, and its head declares 1: write a line "-- param: text" for each.',
    ],
  ])('%s', async (sql, message) => {
    const { verdict, notes } = await judged(sql);
    expect([verdict, notes]).toEqual(['unknown', [`The query was not compared. ${message}`]]);
    for (const side of ['source', 'target'] as const) {
      const { rows } = await two.sql(side, 'SELECT count(*)::int, min(id) FROM orders');
      expect(rows).toEqual([{ count: 20_000, min: 1 }]);
    }
  });

  test('several statements, also where the text does not look like it', async () => {
    await expect(judged('SELECT 1;\n\nDROP TABLE orders')).rejects.toThrow(
      'one.sql:3: A second statement begins here. Give each query a file of its own.',
    );
  });

  test('a text that only fits into another', async () => {
    const result = await judged('SELECT 1) q, (SELECT 2');
    expect([result.verdict, result.notes]).toEqual([
      'unknown',
      [
        'Neither side answers the query: syntax error at or near ")" (42601). Nothing was compared.',
      ],
    ]);
  });

  test('strings are read by the standard, whatever the database says', async () => {
    await two.both('ALTER DATABASE postgres SET standard_conforming_strings = off');
    const result = await judged(String.raw`SELECT '\', $$;$$`).finally(() =>
      two.both('ALTER DATABASE postgres RESET standard_conforming_strings'),
    );
    expect([result.verdict, result.notes]).toEqual(['equal', []]);
  });
});

describe('a side that does not answer', () => {
  test('lacks a function, a table, a column: that is a difference', async () => {
    await two.sql('source', `CREATE FUNCTION only_source() RETURNS int LANGUAGE sql AS 'SELECT 1'`);
    const lost = await judged('SELECT only_source()');
    expect([lost.verdict, lost.notes]).toEqual([
      'different',
      [
        'The source answers the query and the target rejects it: function only_source() does not exist (42883).',
      ],
    ]);
    await two.sql('target', 'CREATE TABLE only_target (id int)');
    expect((await judged('TABLE only_target')).notes).toEqual([
      'The target answers the query and the source rejects it: relation "only_target" does not exist (42P01).',
    ]);
  });

  test('fails on its data: that is a difference', async () => {
    await two.both('CREATE TABLE divisors (v int)');
    await two.sql('source', 'INSERT INTO divisors VALUES (1)');
    await two.sql('target', 'INSERT INTO divisors VALUES (0)');
    const result = await judged('SELECT 1 / v FROM divisors');
    expect([result.verdict, result.notes]).toEqual([
      'different',
      ['The source answers the query and the target rejects it: division by zero (22012).'],
    ]);
  });

  test('as the other does not: nothing was compared', async () => {
    const result = await judged('SELECT * FROM nowhere');
    expect([result.verdict, result.notes]).toEqual([
      'unknown',
      [
        'Neither side answers the query: relation "nowhere" does not exist (42P01). Nothing was compared.',
      ],
    ]);
  });

  test('may not read, or takes too long: that is unknown', async () => {
    await two.both('CREATE ROLE reader LOGIN; GRANT SELECT ON orders TO reader');
    await two.sql('target', 'REVOKE SELECT ON orders FROM reader');
    const as = async (side: Side) => {
      const { port } = two.servers[side];
      const client = new pg.Client({
        host: '127.0.0.1',
        port,
        user: 'reader',
        database: 'postgres',
      });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    };
    const denied = await judged('SELECT id FROM orders', { connect: as });
    expect([denied.verdict, denied.notes]).toEqual([
      'unknown',
      ['The target could not run the query: permission denied for table orders (42501).'],
    ]);
    await two.sql('target', `CREATE VIEW slow AS SELECT pg_sleep(5)::text AS v`);
    await two.sql('source', `CREATE VIEW slow AS SELECT pg_sleep(0)::text AS v`);
    const slow = await judged('SELECT v FROM slow', {}, { statementTimeoutMs: 300 });
    expect([slow.verdict, slow.notes]).toEqual([
      'unknown',
      ['The target could not run the query: canceling statement due to statement timeout (57014).'],
    ]);
  });

  test('hides rows by a policy: that is unknown', async () => {
    await two.both(`CREATE TABLE hidden (id int); INSERT INTO hidden VALUES (1), (2); CREATE ROLE half LOGIN;
      ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; CREATE POLICY one ON hidden USING (id = 1); GRANT SELECT ON hidden TO half`);
    const as = async (side: Side) => {
      const client = await two.connect(side);
      await client.query('SET SESSION AUTHORIZATION half');
      return client;
    };
    const result = await judged('SELECT id FROM hidden', { connect: as });
    expect(result.verdict).toBe('unknown');
    expect(result.notes[0]).toMatch(/row-level security/);
  });
});

test.each([['SELECT random()'], ['SELECT now()'], ['SELECT id FROM orders ORDER BY random()']])(
  '%s is unstable: it tells nothing of the other side',
  async (sql) => {
    const result = await judged(sql);
    expect(result.verdict).toBe('unstable');
    expect(result.notes[0]).toMatch(/^Two runs on either side did not give the same rows/);
  },
);

describe('times', () => {
  test('above the limit are a failure, and the content stays equal', async () => {
    await two.sql('source', `CREATE VIEW timed AS SELECT pg_sleep(0.02)::text AS v`);
    await two.sql('target', `CREATE VIEW timed AS SELECT pg_sleep(0.12)::text AS v`);
    const folder = await folderOf({ 'timed.sql': 'SELECT v FROM timed' });
    const { document } = await two.queries({ folder, maxSlowdown: 1.5 }, { runs: 3 });
    expect(document).toMatchObject({ verdict: 'equal', timingVerdict: 'slower', maxSlowdown: 1.5 });
    expect(document.queries[0]?.timing?.ratio).toBeGreaterThan(3);
    expect(document.queries[0]?.notes[0]).toMatch(
      /^The target is too slow: it takes 1[2-9]\d\.\d ms/,
    );
    const judgedOtherwise = await two.queries({ folder, maxSlowdown: 50 });
    expect(judgedOtherwise.document.timingVerdict).toBe('within');
  });

  test('that matter to nobody are within it', async () => {
    await two.both('CREATE OR REPLACE VIEW quick AS SELECT 1 AS v');
    await two.sql('target', `CREATE OR REPLACE VIEW quick AS SELECT 1 AS v FROM pg_sleep(0.01)`);
    const result = await judged('SELECT v FROM quick', { maxSlowdown: 1.01 });
    expect([result.verdict, result.timingVerdict]).toEqual(['equal', 'within']);
  });

  test('of what was not run are unknown', async () => {
    const result = await judged('SELECT * FROM nowhere', { maxSlowdown: 2 });
    expect(result.timingVerdict).toBe('unknown');
  });
});

test('names are looked up where role and database say, or the command', async () => {
  await two.both(`CREATE SCHEMA shop; CREATE TABLE shop.goods (id int)`);
  expect((await judged('TABLE goods')).verdict).toBe('unknown');
  expect((await judged('TABLE goods', { searchPath: 'shop, public' })).verdict).toBe('equal');
  await two.both('ALTER DATABASE postgres SET search_path = shop, public');
  expect((await judged('TABLE goods')).verdict).toBe('equal');
  await two.both('ALTER DATABASE postgres RESET search_path');
});

test('a run that is interrupted is stored, and says so', async () => {
  const folder = await folderOf({
    'a.sql': 'SELECT 1',
    'b.sql': 'SELECT pg_sleep(20)',
    'c.sql': 'SELECT 3',
  });
  const controller = new AbortController();
  const { document } = await two.queries({
    folder,
    signal: controller.signal,
    events: {
      onProgress: ({ query }) => {
        if (query === 'b.sql') {
          setTimeout(() => {
            controller.abort();
          }, 200);
        }
      },
    },
  });
  expect(document).toMatchObject({ complete: false, verdict: 'unknown' });
  expect(document.queries.map(({ verdict, notes }) => [verdict, ...notes])).toEqual([
    ['equal'],
    ['unknown', 'The run was interrupted before this query was compared.'],
    ['unknown', 'The run was interrupted before this query was compared.'],
  ]);
});

test('a connection that is cut off is made anew', async () => {
  const folder = await folderOf({ 'a.sql': 'SELECT pg_sleep(0.3), id FROM orders WHERE id < 3' });
  const notes: string[] = [];
  const running = two.queries({ folder, events: { onNote: (note) => notes.push(note) } });
  setTimeout(() => {
    void two.sql(
      'target',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
  }, 250);
  const { document } = await running;
  expect(document.verdict).toBe('equal');
  expect(notes.join()).toMatch(/^a\.sql: tried again: /);
});

test('a database is not compared with itself', async () => {
  const folder = await folderOf({ 'a.sql': 'SELECT 1' });
  const connect = () => two.connect('target');
  const { document } = await two.queries({ folder, connect });
  expect([document.verdict, document.obstacles, document.queries[0]?.notes]).toEqual([
    'unknown',
    ['Both connections reach the same database.'],
    ['The two servers cannot be compared.'],
  ]);
  expect((await two.parity({ connect })).document).toMatchObject({
    verdict: 'unknown',
    notes: ['Both connections reach the same database.'],
  });
});

test('folders and files that are none', async () => {
  await expect(two.queries()).rejects.toThrow('Nothing says which queries to compare');
  await expect(two.queries({ folder: join(root, 'nowhere') })).rejects.toThrow('cannot be read');
  const folder = await folderOf({ 'readme.md': 'SELECT 1' });
  await expect(two.queries({ folder })).rejects.toThrow('There is no query in');
  const wrong = await folderOf({
    'empty.sql': '-- nothing\n;',
    'order.sql': '-- order: up\nSELECT 1',
  });
  await expect(two.queries({ folder: wrong })).rejects.toThrow(
    /empty\.sql:1: The file holds no query\. .*\n.*order\.sql:1: The order is "rows" or "any", not "up"\./,
  );
});

test('character keeps the blanks that clients see', async () => {
  await two.sql('source', `CREATE TABLE codes (code char(5)); INSERT INTO codes VALUES ('ab')`);
  await two.sql('target', `CREATE TABLE codes (code char(10)); INSERT INTO codes VALUES ('ab')`);
  const { verdict, counts, differences } = await judged('SELECT max(code) FROM codes');
  expect([verdict, counts]).toEqual(['different', { missing: 1, extra: 1, unlocatedParts: 0 }]);
  expect(differences.map(({ values }) => values)).toEqual([['ab   '], ['ab        ']]);
});

test.each([
  ['(SELECT name FROM sorted ORDER BY name)'],
  ['/*\n-- order: any\n*/ SELECT name FROM sorted ORDER BY name'],
])('%s: another order is another answer', async (sql) => {
  await two.both('DROP TABLE IF EXISTS sorted');
  await two.sql('source', `CREATE TABLE sorted (name text COLLATE "C")`);
  await two.sql('target', `CREATE TABLE sorted (name text COLLATE "en-x-icu")`);
  await two.both(`INSERT INTO sorted VALUES ('a'), ('B'), ('c')`);
  expect((await judged(sql)).verdict).toBe('different');
});

test('values that an error quotes are told only with --show-values', async () => {
  await two.sql('source', `CREATE TABLE people (ssn text); INSERT INTO people VALUES ('1')`);
  await two.sql('target', `CREATE TABLE people (ssn text); INSERT INTO people VALUES ('123-45')`);
  const { verdict, notes } = await judged('SELECT ssn::int FROM people', { showValues: false });
  expect(verdict).toBe('different');
  expect(notes).toEqual([
    'The source answers the query and the target rejects it: an error about its data, whose text --show-values tells (22P02).',
  ]);
});

test('locks that a query takes do not outlive it', async () => {
  expect((await judged('SELECT pg_advisory_lock(77)')).verdict).toBe('equal');
  const { rows } = await two.sql('source', 'SELECT pg_try_advisory_lock(77) AS free');
  expect(rows).toEqual([{ free: true }]);
});
