// Real servers, 15 and 18: partitions, columns and tables that are not alike, and what a role may see.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { Side } from '../../core/postgres.ts';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers();
});

afterAll(async () => {
  await two.stop();
});

async function as(user: string, side: Side): Promise<pg.Client> {
  const { port } = two.servers[side];
  const client = new pg.Client({ host: '127.0.0.1', port, user, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const PARTITIONED = `CREATE TABLE events (id bigint, at date, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)`;
const LEAVES = `CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
  CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`;
const ROWS = `INSERT INTO events SELECT g, date '2023-01-01' + g % 730, 'v' || g FROM generate_series(1, 20000) g`;

test('partitions are tables when both sides have the same, and their root otherwise', async () => {
  await two.both(`${PARTITIONED}; ${LEAVES}; ${ROWS}; ANALYZE`);
  const { document } = await two.parity({ tables: ['events'] });
  expect(document.tables.map(({ table, verdict }) => [table, verdict])).toEqual([
    ['public.events_2023', 'equal'],
    ['public.events_2024', 'equal'],
  ]);
  await two.sql(
    'target',
    `DROP TABLE events; CREATE TABLE events (id bigint, at date, v text, PRIMARY KEY (id, at));
     ${ROWS}; UPDATE events SET v = 'w' WHERE id = 7`,
  );
  const collapsed = await two.parity({ tables: ['events'] });
  expect(collapsed.document.tables).toMatchObject([
    { table: 'public.events', verdict: 'different', rows: { source: 20_000, target: 20_000 } },
  ]);
  expect(collapsed.document.tables[0]?.counts.changed).toBe(1);
  await two.both('DROP TABLE events');
});

test('children by inheritance are their own rows, not those of their parent', async () => {
  await two.both(`CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (PRIMARY KEY (id)) INHERITS (parent);
    INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2)`);
  const { document } = await two.parity({ tables: ['parent', 'child'] });
  expect(document.tables.map(({ table, rows }) => [table, rows.source])).toEqual([
    ['public.child', 1],
    ['public.parent', 1],
  ]);
});

test('a table or a column on one side only is a difference', async () => {
  await two.both(
    `CREATE TABLE columns (id int PRIMARY KEY, a int); INSERT INTO columns VALUES (1, 1)`,
  );
  await two.sql('source', `ALTER TABLE columns ADD lost text; CREATE TABLE only_here (id int)`);
  await two.sql('target', `CREATE TABLE awsdms_status (id int)`);
  const { document } = await two.parity();
  const of = (name: string) => document.tables.find(({ table }) => table === `public.${name}`);
  expect(of('columns')).toMatchObject({
    verdict: 'different',
    notes: ['The target does not have lost.'],
    columns: { compared: 2, total: 3, skipped: ['lost'] },
  });
  expect(of('only_here')).toMatchObject({
    verdict: 'different',
    notes: ['The target does not have this table.'],
  });
  expect(document.ignored).toEqual([
    { name: 'public.awsdms_status', reason: 'the books of AWS DMS, which it keeps on the target' },
  ]);
  await expect(two.parity({ tables: ['nowhere'] })).rejects.toThrow(
    'Neither side has a table that matches nowhere.',
  );
});

test('a type that another holds as well is told, and its content compared', async () => {
  await two.both(
    `CREATE TABLE widened (id int PRIMARY KEY, v varchar(10)); INSERT INTO widened VALUES (1, 'v')`,
  );
  await two.sql('target', `ALTER TABLE widened ALTER id TYPE bigint, ALTER v TYPE text`);
  expect(await two.table('widened')).toMatchObject({
    verdict: 'equal',
    mode: 'bucket',
    notes: [
      'id is integer on the source and bigint on the target.',
      'v is character varying(10) on the source and text on the target.',
      'Compared without ranges: the order of id (integer) may differ between the servers.',
    ],
  });
});

test('what is generated is compared where it is stored', async () => {
  await two.both(`CREATE TABLE computed (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED);
    INSERT INTO computed VALUES (1, 4)`);
  expect(await two.table('computed')).toMatchObject({ verdict: 'equal', columns: { compared: 3 } });
  await two.sql(
    'target',
    `ALTER TABLE computed DROP twice, ADD twice int GENERATED ALWAYS AS (a * 3) VIRTUAL`,
  );
  const result = await two.table('computed');
  expect(result.differences.map(({ columns }) => columns?.[0]?.column)).toEqual(['twice']);
});

test('names may hold anything', async () => {
  await two.both(`CREATE SCHEMA "Odd ""schema"; CREATE TABLE "Odd ""schema"."a.b$1 'c" ("Id ""x" int PRIMARY KEY, "select" text);
    INSERT INTO "Odd ""schema"."a.b$1 'c" VALUES (1, 'x')`);
  const { document } = await two.parity({ tables: ['Odd "schema.*'] });
  expect(document).toMatchObject({ verdict: 'equal' });
  await two.both(`DROP SCHEMA "Odd ""schema" CASCADE`);
});

test('a role that may read everything suffices, and one that may not leaves it unknown', async () => {
  await two.both(`CREATE ROLE checker LOGIN; GRANT pg_read_all_data, pg_monitor TO checker; CREATE ROLE nobody LOGIN;
    CREATE TABLE seen (id int PRIMARY KEY, v text); INSERT INTO seen SELECT g, 'v' FROM generate_series(1, 5000) g;
    CREATE TABLE hidden (id int PRIMARY KEY); INSERT INTO hidden VALUES (1), (2);
    ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; CREATE POLICY one_of_them ON hidden USING (id = 1)`);
  await two.sql('target', `DELETE FROM hidden WHERE id = 2`);
  const tables = ['seen', 'hidden'];
  const checked = await two.parity({ tables, connect: (side) => as('checker', side) });
  expect(checked.document.tables).toMatchObject([
    { table: 'public.hidden', verdict: 'unknown' },
    { table: 'public.seen', verdict: 'equal' },
  ]);
  expect(checked.document.tables[0]?.notes[0]).toMatch(/row-level security/);
  const blind = await two.parity({ tables, connect: (side) => as('nobody', side) });
  expect(blind.document.tables.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown']);
});

test('nothing is written, on either side', async () => {
  const written = async (side: Side) => {
    await sleep(1_200);
    const { rows } = await two.sql(
      side,
      `SELECT tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = 'postgres'`,
    );
    return rows[0];
  };
  const before = [await written('source'), await written('target')];
  await two.parity();
  expect([await written('source'), await written('target')]).toEqual(before);
});

test('large objects are content that nobody compared', async () => {
  await two.sql('source', `SELECT lo_from_bytea(0, 'x')`);
  const { document } = await two.parity();
  expect(document.tables[0]).toMatchObject({ table: '(large objects)', verdict: 'different' });
  await two.sql('target', `SELECT lo_from_bytea(0, 'y')`);
  const again = await two.parity();
  expect(again.document.tables[0]).toMatchObject({ verdict: 'unknown' });
});
