// Real servers, 15 and 18: what goes wrong on the way is tried again or told, and never comes out as equal.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { ParityProgress } from './options.ts';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers();
  await two.both(`CREATE TABLE plain (id bigint PRIMARY KEY, name text, amount numeric(12,2));
    INSERT INTO plain SELECT g, 'name ' || g, g * 1.1 FROM generate_series(1, 60000) g;
    CREATE TABLE texts (k text COLLATE "en-x-icu" PRIMARY KEY, v int);
    INSERT INTO texts SELECT 'k' || g, g FROM generate_series(1, 60000) g;
    ANALYZE`);
  await two.sql('target', `UPDATE plain SET amount = 0 WHERE id = 44444`);
});

afterAll(async () => {
  await two.stop();
});

const SLOW = { partRows: 1_000, duty: 0.2 };
const ONLY_44444 = { missing: 0, extra: 0, changed: 1, unstable: 0, unlocatedParts: 0 };

/** Does it to the statements that run at some moments of the comparison. */
async function disturbed(disturb: string, times: number) {
  const notes: string[] = [];
  const events = { onNote: (note: string) => notes.push(note) };
  const running = two.parity({ events }, SLOW);
  const doing = async () => {
    for (let done = 0; done < times; done += 1) {
      await sleep(60);
      for (const side of ['source', 'target'] as const) {
        await two.sql(
          side,
          `SELECT ${disturb}(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
        );
      }
    }
  };
  const [{ document }] = await Promise.all([running, doing()]);
  return { document, notes };
}

test.each([
  ['pg_terminate_backend', /tried again: (terminating connection|Connection terminated)/],
  ['pg_cancel_backend', /^$|tried again: canceling statement due to user request/],
])('%s is overcome', async (disturb, note) => {
  const { document, notes } = await disturbed(disturb, 8);
  expect(document.tables.map(({ table, verdict }) => [table, verdict])).toEqual([
    ['public.plain', 'different'],
    ['public.texts', 'equal'],
  ]);
  expect(document.tables[0]?.counts).toEqual(ONLY_44444);
  expect(document.tables[0]?.rows).toEqual({ source: 60_000, target: 60_000 });
  expect(notes.join('\n')).toMatch(note);
});

test('a server that restarts is waited for', async () => {
  const running = two.parity({}, SLOW);
  await sleep(300);
  await two.servers.target.restart();
  const { document } = await running;
  expect(document.tables.map(({ verdict }) => verdict)).toEqual(['different', 'equal']);
  expect(document.tables[0]?.counts).toEqual(ONLY_44444);
});

test('statements that never end in time leave the tables unknown', async () => {
  await two.sql(
    'target',
    `CREATE FUNCTION public.slow(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
     ALTER TABLE public.plain RENAME TO kept`,
  );
  try {
    await two.sql(
      'target',
      `CREATE MATERIALIZED VIEW public.plain AS SELECT * FROM kept WITH NO DATA`,
    );
    const { document } = await two.parity({ tables: ['plain'] }, { attempts: 2 });
    expect(document.verdict).toBe('unknown');
    expect(document.tables[0]?.notes[0]).toMatch(/has not been populated/);
  } finally {
    await two.sql('target', `DROP MATERIALIZED VIEW plain; ALTER TABLE kept RENAME TO plain`);
  }
  const { document } = await two.parity({ tables: ['texts'] }, { scanTimeoutMs: 1, attempts: 2 });
  expect([document.verdict, document.tables[0]?.verdict]).toEqual(['unknown', 'unknown']);
  expect(document.tables[0]?.notes[0]).toMatch(/statement timeout|idle-in-transaction timeout/);
});

test('a run that is interrupted says so and can be gone on with', async () => {
  const controller = new AbortController();
  const onProgress = ({ rowsDone }: ParityProgress) => {
    if (rowsDone >= 5_000) controller.abort();
  };
  const { document: cut, folder } = await two.parity(
    { signal: controller.signal, tables: ['plain'], events: { onProgress } },
    SLOW,
  );
  expect(cut).toMatchObject({ complete: false });
  expect(cut.tables[0]?.verdict).not.toBe('equal');
  expect(cut.tables[0]?.notes[0]).toBe('The run was interrupted before all rows were compared.');
  const { document: whole } = await two.parity({ resume: folder, tables: ['plain'] }, SLOW);
  expect(whole).toMatchObject({ id: cut.id, complete: true, verdict: 'different' });
  expect(whole.tables[0]?.parts.resumed).toBeGreaterThan(0);
  expect(whole.tables[0]?.rows).toEqual({ source: 60_000, target: 60_000 });
  expect(whole.tables[0]?.counts).toEqual(ONLY_44444);
});

test('what a changed table had in common is compared again', async () => {
  const { folder } = await two.parity({ tables: ['plain'] });
  await two.both(`ALTER TABLE plain ADD COLUMN more int DEFAULT 1`);
  const { document } = await two.parity({ tables: ['plain'], resume: folder });
  expect(document.tables[0]).toMatchObject({ parts: { resumed: 0 }, counts: ONLY_44444 });
});

test('differences beyond those that are looked for are counted by parts', async () => {
  await two.both(`CREATE TABLE many (id int PRIMARY KEY, v int)`);
  await two.sql('source', `INSERT INTO many SELECT g, 1 FROM generate_series(1, 30000) g`);
  await two.sql('target', `INSERT INTO many SELECT g, 2 FROM generate_series(1, 30000) g`);
  const { document } = await two.parity(
    { tables: ['many'] },
    { partRows: 1_000, maxDifferences: 50 },
  );
  const [table] = document.tables;
  expect(table?.verdict).toBe('different');
  expect(table?.differences.length).toBeLessThanOrEqual(50);
  expect(table?.counts.unlocatedParts).toBeGreaterThanOrEqual(25);
});

test('a server that does not come back leaves everything unknown', async () => {
  const stops: Promise<void>[] = [];
  const onProgress = () => {
    if (stops.length === 0) stops.push(two.servers.target.stop());
  };
  const { document } = await two.parity(
    { tables: ['plain'], events: { onProgress } },
    { ...SLOW, attempts: 3 },
  );
  await Promise.all(stops);
  expect(document.verdict).not.toBe('equal');
  expect(document.tables[0]?.notes[0]).toMatch(/^Not all rows were compared: .*ECONNREFUSED/);
  await expect(two.parity({}, { attempts: 2 })).rejects.toThrow('ECONNREFUSED');
});
