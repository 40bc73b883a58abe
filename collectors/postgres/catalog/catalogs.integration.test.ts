// Real servers of two majors, with what makes names repeat and with secrets where people put them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { SIDES } from '../../../core/postgres.ts';
import { createPostgresGate, type PostgresGate } from '../../../runner/postgres/reader.ts';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server.ts';
import type { Collector } from '../../../core/collector.ts';
import { hosts } from '../hosts.ts';
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
const SUBTLE = `
  CREATE TABLE a.deferred (id int, PRIMARY KEY (id) DEFERRABLE);
  CREATE TABLE a.dropped (id int NOT NULL);
  CREATE UNIQUE INDEX dropped_id ON a.dropped (id);
  ALTER TABLE a.dropped REPLICA IDENTITY USING INDEX dropped_id;
  DROP INDEX a.dropped_id;
  CREATE TABLE a.kept_by_index (id int NOT NULL);
  CREATE UNIQUE INDEX kept_id ON a.kept_by_index (id);
  ALTER TABLE a.kept_by_index REPLICA IDENTITY USING INDEX kept_id;
  CREATE TABLE a.kept_whole (id int); ALTER TABLE a.kept_whole REPLICA IDENTITY FULL;
  CREATE TABLE a.kept_by_key (id int PRIMARY KEY);
  CREATE SEQUENCE a.wide MINVALUE 9223372036854775801 MAXVALUE 9223372036854775803;
  CREATE COLLATION a.de (provider = icu, locale = 'de');
  UPDATE pg_collation SET collversion = '1' WHERE collname = 'de' AND collnamespace = 'a'::regnamespace;
  CREATE TABLE a.sorted (name text COLLATE a.de, plain text COLLATE "C", usual text);
  CREATE COLLATION a.keyed (provider = icu, locale = 'de', version = '1.0');
  CREATE TABLE a.by_name (name text) PARTITION BY RANGE (name COLLATE a.keyed);
  CREATE COLLATION a.checked (provider = icu, locale = 'de', version = '1.0');
  CREATE TABLE a.early (name text, CHECK (name COLLATE a.checked < 'm'));
  CREATE COLLATION a.generated (provider = icu, locale = 'de', version = '1.0');
  CREATE TABLE a.derived (name text, early bool GENERATED ALWAYS AS (name COLLATE a.generated < 'm') STORED);
  CREATE COLLATION a.partial (provider = icu, locale = 'de', version = '1.0');
  CREATE INDEX ON a.early (name) WHERE name COLLATE a.partial < 'm';
  CREATE COLLATION a.viewed (provider = icu, locale = 'de', version = '1.0');
  CREATE VIEW a.first AS SELECT min(name COLLATE a.viewed) FROM a.early;
  CREATE COLLATION a.unused (provider = icu, locale = 'de', version = '1.0');
  CREATE ROLE giver; CREATE ROLE reader; CREATE ROLE "PUBLIC";
  GRANT USAGE ON SCHEMA a TO giver;
  GRANT SELECT ON a.parent TO giver WITH GRANT OPTION;
  GRANT SELECT ON a.parent TO reader WITH GRANT OPTION;
  GRANT SELECT ON a.parent TO "PUBLIC" WITH GRANT OPTION;
  GRANT SELECT ON a.parent TO PUBLIC;
  SET ROLE giver; GRANT SELECT ON a.parent TO reader; RESET ROLE;
`;
/** Refused before PostgreSQL 18. */
const NEW_ROWS_ALONE = 'ALTER TABLE a.child ADD CONSTRAINT there NOT NULL id NOT VALID';
/** A collation that PostgreSQL 16 brought. */
const BUILT_IN = `ALTER TABLE a.early ADD CHECK (name COLLATE "unicode" > 'a')`;

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
  CREATE TABLE a.seeded (id int, name text) WITH (autovacuum_enabled = off);
  INSERT INTO a.seeded VALUES (1, 'a');
  ANALYZE a.seeded;
  INSERT INTO a.seeded SELECT n, n::text FROM generate_series(1, 20000) n;
  CREATE TABLE a.partly (id int, name text) WITH (autovacuum_enabled = off);
  INSERT INTO a.partly SELECT n, n::text FROM generate_series(1, 200) n;
  ANALYZE a.partly (id);
  CREATE TABLE a.odd (id int, plain json, empty text, untold int) WITH (autovacuum_enabled = off);
  ALTER TABLE a.odd ALTER untold SET STATISTICS 0;
  INSERT INTO a.odd SELECT n, '{}' FROM generate_series(1, 200) n;
  ANALYZE a.odd;
  SELECT pg_stat_reset();
`;
/** The server counts what a session did at its end, or a second later. */
const COUNTED = [
  `CREATE TABLE a.vacuumed (id int) WITH (autovacuum_enabled = off);
   INSERT INTO a.vacuumed VALUES (1)`,
  'SELECT pg_sleep(1.1)',
  'ANALYZE a.vacuumed',
  'INSERT INTO a.vacuumed SELECT generate_series(1, 5000)',
  'VACUUM a.vacuumed',
];
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
  for (const [at, connectionString] of urls.entries()) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(REPEATED + SECRETS + UNCOUNTED + SUBTLE);
    if (at === 1) await client.query(`${NEW_ROWS_ALONE}; ${BUILT_IN}`);
    for (const sql of COUNTED) await client.query(sql);
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

function defOf(catalog: string, side: string, name: string) {
  return facts.get(`postgres/catalog/${catalog} ${side}`)?.find(({ id }) => id === name)?.def;
}

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
  expect(namesOf('sequence-positions', side).sort()).toEqual(['a.wide', 'a.words']);
  expect(defOf('sequence-positions', side, 'a.words')).toMatchObject({
    sequence: 'a.words',
    column: null,
    last: '1',
    greatest: null,
  });
});

test.each(SIDES)(
  'rows of the %s without statistics are counted, not taken from lost counters',
  (side) => {
    const tables = facts.get(`postgres/catalog/table-statistics ${side}`) ?? [];
    expect(Object.fromEntries(tables.map(({ id, def }) => [id, def]))).toMatchObject({
      'a.seeded': { columnsWithout: [], estimatedRows: 1, estimatedPages: 1, pages: 108 },
      'a.partly': { columnsWithStatistics: 1, columnsWithout: ['name'], countedRows: 100 },
      'a.odd': { columns: 3, columnsWithStatistics: 3, columnsWithout: [] },
      'a.vacuumed': { estimatedRows: 5001, estimatedPages: 23, pages: 23, addedRows: 5000 },
      'a.copied': { columnsWithStatistics: 0, countedRows: 100 },
      'a.kept': { columnsWithStatistics: 0, countedRows: 100 },
      'a.parent': { columnsWithStatistics: 0, countedRows: 0 },
      'a.slice': { columnsWithStatistics: 1, countedRows: null },
      'a.sliced': { columnsWithStatistics: 0, countedRows: 100 },
      'a.unfilled': { columnsWithStatistics: 0, countedRows: 0 },
    });
  },
);

test.each(SIDES)('a table of the %s whose key identifies no row has none', (side) => {
  const keyless = namesOf('keyless-tables', side).filter((name) =>
    /deferred|dropped|kept/.test(name),
  );
  expect(keyless.sort()).toEqual(['a.deferred', 'a.dropped']);
});

test.each(SIDES)(
  'what several granted in the %s is one grant, and PUBLIC is not a role',
  (side) => {
    expect(defOf('privileges', side, 'table a.parent -> reader')).toEqual({ SELECT: true });
    expect(defOf('privileges', side, 'table a.parent -> PUBLIC')).toEqual({ SELECT: false });
    expect(defOf('privileges', side, 'table a.parent -> "PUBLIC"')).toEqual({ SELECT: true });
  },
);

test.each(SIDES)('bounds of sequences of the %s are whole', (side) => {
  expect(defOf('sequences', side, 'a.wide')).toMatchObject({
    min: '9223372036854775801',
    max: '9223372036854775803',
  });
});

test.each(SIDES)('collations of the %s beside the default have their versions', (side) => {
  expect(defOf('collations', side, 'a.de')).toMatchObject({
    provider: 'i',
    version: '1',
    actualVersion: expect.stringMatching(/^\d+\./),
  });
  expect(defOf('collations', side, 'pg_catalog."C"')).toMatchObject({
    collate: 'C',
    version: null,
  });
  expect(namesOf('collations', side)).not.toContain('pg_catalog."default"');
});

test.each(SIDES)('collations of the %s that only keys and expressions use are seen', (side) => {
  const names = ['keyed', 'checked', 'generated', 'partial', 'viewed'];
  for (const name of names) {
    expect([name, defOf('collations', side, `a.${name}`)]).toMatchObject([
      name,
      { version: '1.0', actualVersion: expect.stringMatching(/^\d+\./) },
    ]);
  }
  expect(namesOf('collations', side)).not.toContain('a.unused');
  expect(namesOf('collations', side).includes('pg_catalog.unicode')).toBe(side === 'target');
});

test('the host of a side is told with the call that proves that a server answers there', async () => {
  const context = { postgres: gate.readerFor(hosts.statements ?? []) };
  const items = await hosts.collect(context as unknown as Parameters<Collector['collect']>[0]);
  const calls = [expect.stringMatching(/^postgresql:catalog-server#/)];
  expect(items['target']).toEqual({ state: 'present', value: '127.0.0.1', calls });
});

test('a column that is NOT NULL for new rows alone is told from others', () => {
  const of = (side: string, column: string) => defOf('columns', side, `a.${column}`);
  expect(of('target', 'child.id')).toMatchObject({ notnull: true, validated: false });
  expect(of('target', 'parent.id')).toMatchObject({ notnull: true, validated: true });
  expect(of('source', 'parent.id')).toMatchObject({ notnull: true, validated: true });
  expect(of('source', 'child.id')).toMatchObject({ notnull: false, validated: null });
});

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
