// Real servers of two majors, with what makes names repeat and with secrets where people put them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { SIDES } from '../../../core/postgres.ts';
import { createPostgresGate, type PostgresGate } from '../../../runner/postgres/reader.ts';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server.ts';
import type { Collector } from '../../../core/collector.ts';
import type { Fact } from './define-catalog.ts';

const TIMEOUT_MS = 60_000;
const SECRET = 'open-sesame';
const REPEATED = `
  CREATE SCHEMA a; CREATE SCHEMA b;
  CREATE TABLE a.parent (id int PRIMARY KEY);
  CREATE TABLE a.child (id int, parent int CONSTRAINT k REFERENCES a.parent DEFERRABLE);
  ALTER TABLE a.parent DISABLE TRIGGER ALL; ALTER TABLE a.child DISABLE TRIGGER ALL;
  CREATE SEQUENCE a.words;
  CREATE TABLE a.named (
    one text DEFAULT 'n' || nextval('a.words'),
    two text DEFAULT 'n' || nextval('a.words')
  );
  CREATE OPERATOR CLASS a.c FOR TYPE text USING hash AS FUNCTION 1 hashtext(text);
  CREATE OPERATOR CLASS b.c FOR TYPE text USING hash AS FUNCTION 1 hashtext(text);
  CREATE DOMAIN a.positive AS int CONSTRAINT k CHECK (VALUE > 0);
  INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label)
    SELECT 'a.child'::regclass, 'pg_class'::regclass, 0, provider, 'open'
    FROM unnest(array['anon', 'selinux']) provider;
`;
/** The counters that tell how many rows there are go with a failover. */
const UNCOUNTED = `
  CREATE TABLE a.copied (id int) WITH (autovacuum_enabled = off);
  INSERT INTO a.copied SELECT generate_series(1, 5000);
  CREATE TABLE a.sliced (id int) PARTITION BY RANGE (id);
  CREATE TABLE a.slice PARTITION OF a.sliced FOR VALUES FROM (1) TO (1000);
  INSERT INTO a.sliced SELECT generate_series(1, 200);
  ANALYZE a.slice;
  CREATE MATERIALIZED VIEW a.kept AS SELECT id FROM a.copied;
  CREATE MATERIALIZED VIEW a.unfilled AS SELECT id FROM a.copied WITH NO DATA;
  SELECT pg_stat_reset();
`;
const SECRETS = `
  CREATE FOREIGN DATA WRAPPER w OPTIONS (api_token '${SECRET}');
  CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'db.example.com', password '${SECRET}');
  CREATE USER MAPPING FOR postgres SERVER s OPTIONS (user 'u', password '${SECRET}');
  CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'u', "PassWord" '${SECRET}');
  CREATE FOREIGN TABLE a.far (id int OPTIONS (secret_column '${SECRET}')) SERVER s
    OPTIONS (table_name 'far', credential '${SECRET}');
  CREATE SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 port=1 password=${SECRET}' PUBLICATION p
    WITH (connect = false);
  ALTER ROLE postgres SET app.api_key = '${SECRET}';
  CREATE ROLE guarded LOGIN PASSWORD '${SECRET}';
`;

let servers: readonly PostgresServer[] = [];
let gate: PostgresGate;
/** What each side says, by catalog. */
const facts = new Map<string, readonly Fact[]>();

beforeAll(async () => {
  const settings = { primary_conninfo: `host=127.0.0.1 password=${SECRET}` };
  servers = await Promise.all([
    startPostgres({ major: 15, settings }),
    startPostgres({ major: 18, settings }),
  ]);
  const urls = servers.map(
    ({ port }) => `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
  );
  for (const connectionString of urls) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(REPEATED + SECRETS + UNCOUNTED);
    await client.end();
  }
  gate = createPostgresGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: { LANDFALL_SOURCE_URL: urls[0], LANDFALL_TARGET_URL: urls[1] },
    signal: new AbortController().signal,
    deadlineMs: Date.now() + TIMEOUT_MS,
    statementTimeoutMs: 30_000,
  });
  for (const catalog of await catalogs()) await readInto(catalog);
}, TIMEOUT_MS);

afterAll(async () => {
  await gate.close();
  await Promise.all(servers.map((server) => server.stop()));
});

async function catalogs(): Promise<readonly Collector[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => !/test|define-/.test(file));
  const modules = await Promise.all(
    files.map((file) => import(join(import.meta.dirname, file)) as Promise<object>),
  );
  return modules.flatMap((module) => Object.values(module).filter(isCollector));
}

function isCollector(value: unknown): value is Collector {
  return typeof value === 'object' && value !== null && 'collect' in value;
}

/** @throws when a side was not seen, or two of its facts have one name. */
async function readInto(catalog: Collector): Promise<void> {
  const context = { postgres: gate.readerFor(catalog.statements ?? []) };
  const items = await catalog.collect(context as unknown as Parameters<Collector['collect']>[0]);
  for (const side of SIDES) {
    const item = items[side];
    if (item?.state !== 'present') throw new Error(`${catalog.id}: ${JSON.stringify(item)}`);
    facts.set(`${catalog.id} ${side}`, catalog.item.parse(item.value) as readonly Fact[]);
  }
}

const namesOf = (catalog: string, side: string) =>
  (facts.get(`postgres/catalog/${catalog} ${side}`) ?? []).map(({ id }) => id);

test.each(SIDES)('every fact of the %s has a name of its own', (side) => {
  expect(namesOf('disabled-foreign-keys', side)).toEqual(['a.child.k']);
  expect(namesOf('comments', side)).toEqual(
    expect.arrayContaining(['table a.child by anon', 'table a.child by selinux']),
  );
  expect(namesOf('superuser-needs', side)).toEqual(
    expect.arrayContaining(['operator class a.c for hash', 'operator class b.c for hash']),
  );
  expect(namesOf('constraints', side)).toEqual(
    expect.arrayContaining(['a.child.k', 'a.positive.k']),
  );
});

test.each(SIDES)('a sequence of the %s behind columns that hold no numbers is one fact', (side) => {
  expect(facts.get(`postgres/catalog/sequence-positions ${side}`)).toMatchObject([
    { id: 'a.words', def: { sequence: 'a.words', column: null, last: '1', greatest: null } },
  ]);
});

test.each(SIDES)(
  'rows of the %s without statistics are counted, not taken from lost counters',
  (side) => {
    const tables = facts.get(`postgres/catalog/table-statistics ${side}`) ?? [];
    expect(Object.fromEntries(tables.map(({ id, def }) => [id, def]))).toMatchObject({
      'a.copied': { columnsWithStatistics: 0, countedRows: 100 },
      'a.kept': { columnsWithStatistics: 0, countedRows: 100 },
      'a.parent': { columnsWithStatistics: 0, countedRows: 0 },
      'a.slice': { columnsWithStatistics: 1, countedRows: null },
      'a.sliced': { columnsWithStatistics: 0, countedRows: 100 },
      'a.unfilled': { columnsWithStatistics: 0, countedRows: 0 },
    });
  },
);

test('secrets are masked by the server: none is in any row', () => {
  const said = [...facts].filter(([, rows]) => JSON.stringify(rows).includes(SECRET));
  expect(said.map(([catalog]) => catalog)).toEqual([]);
  expect(facts.get('postgres/catalog/foreign-data source')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'server',
        def: expect.objectContaining({ options: ['host=db.example.com', 'password=***'] }),
      }),
    ]),
  );
  expect(namesOf('publications', 'target')).toContain('sub');
});
