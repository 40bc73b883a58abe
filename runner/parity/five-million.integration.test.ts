// Real servers, 15 and 18: of a large table exactly the rows that differ are found.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(300_000);

const ROWS = 5_000_000;
/** Rows in transactions that no crash needs to survive. */
const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', max_wal_size: '4GB' };

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers(IN_A_HURRY);
  const fill = `CREATE TABLE events (id bigint, name text NOT NULL, amount numeric(12,2));
    INSERT INTO events SELECT g, 'event ' || g, g * 0.37 FROM generate_series(1, ${ROWS}) g;
    ALTER TABLE events ADD PRIMARY KEY (id);
    ANALYZE events`;
  await Promise.all([two.sql('source', fill), two.sql('target', fill)]);
});

afterAll(() => two.stop());

test('equal rows are equal, all of them', async () => {
  const { rows, verdict } = await two.table('events');
  expect(rows).toEqual({ source: ROWS, target: ROWS });
  expect(verdict).toBe('equal');
});

test('one changed, one missing and one extra row among five million are found, and no other', async () => {
  await two.sql('target', `UPDATE events SET amount = amount + 0.01 WHERE id = 3141592`);
  await two.sql('target', `DELETE FROM events WHERE id = 2718281`);
  await two.sql('target', `INSERT INTO events VALUES (${ROWS + 1}, 'stray', 0)`);
  const { counts, differences, rows, verdict } = await two.table('events');
  expect(verdict).toBe('different');
  expect(counts).toEqual({ missing: 1, extra: 1, changed: 1, unstable: 0, unlocatedParts: 0 });
  expect(rows).toEqual({ source: ROWS, target: ROWS });
  expect(differences.map(({ kind, key, columns }) => ({ kind, key, columns }))).toEqual([
    { kind: 'missing', key: ['2718281'], columns: null },
    {
      kind: 'changed',
      key: ['3141592'],
      columns: [
        { column: 'amount', reason: 'content', source: '1162389.04', target: '1162389.05' },
      ],
    },
    { kind: 'extra', key: [`${ROWS + 1}`], columns: null },
  ]);
});
