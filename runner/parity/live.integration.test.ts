// Real servers, 15 and 18, with logical replication from one to the other and a writer that does not stop.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers();
  await two.both(`CREATE TABLE orders (id bigint PRIMARY KEY, state text, version int DEFAULT 0)`);
  await two.sql(
    'source',
    `INSERT INTO orders SELECT g, 'new' FROM generate_series(1, 50000) g; ANALYZE orders;
     CREATE PUBLICATION moving FOR TABLE orders`,
  );
  const { port } = two.servers.source;
  await two.sql(
    'target',
    `CREATE SUBSCRIPTION moving CONNECTION 'host=127.0.0.1 port=${port} user=postgres dbname=postgres' PUBLICATION moving`,
  );
  for (;;) {
    const { rows } = await two.sql('target', `SELECT srsubstate AS state FROM pg_subscription_rel`);
    if (rows.every(({ state }) => state === 'r')) break;
    await sleep(100);
  }
});

afterAll(async () => {
  await two.sql('target', 'DROP SUBSCRIPTION moving').catch(() => undefined);
  await two.stop();
});

/** The last row that was inserted. */
let last = 100_000;

/** Inserts, updates and deletes all over the table until it is stopped; the first thousand rows stay as they are. */
async function writing<Value>(work: () => Promise<Value>): Promise<Value> {
  let isOver = false;
  const write = async () => {
    const client = await two.connect('source');
    let next = last;
    while (!isOver) {
      next += 1;
      await client.query(`UPDATE orders SET version = version + 1 WHERE id = $1`, [
        1_001 + ((next * 7919) % 49_000),
      ]);
      await client.query(`INSERT INTO orders VALUES ($1, 'new')`, [next]);
      if (next % 3 === 0) await client.query(`DELETE FROM orders WHERE id = $1`, [next - 50]);
    }
    await client.end();
    const written = next - last;
    last = next;
    return written;
  };
  const written = write();
  try {
    const value = await work();
    isOver = true;
    expect(await written).toBeGreaterThan(50);
    return value;
  } finally {
    isOver = true;
  }
}

const live = { settleMs: 300, deadlineMs: 20_000 };

test('a writer gives no false difference', async () => {
  const { document } = await writing(() => two.parity({ live }, { partRows: 5_000 }));
  expect(document.tables[0]?.counts).toEqual({
    missing: 0,
    extra: 0,
    changed: 0,
    unstable: 0,
    unlocatedParts: 0,
  });
  expect(document.verdict).toBe('equal');
});

test('and hides no true one', async () => {
  // Rows that the writer does not touch on the source.
  await two.sql('target', `INSERT INTO orders VALUES (-1, 'stray')`);
  await two.sql('target', `UPDATE orders SET state = 'lost' WHERE id = 3`);
  await two.sql('target', `DELETE FROM orders WHERE id = 5`);
  const { document } = await writing(() => two.parity({ live }, { partRows: 5_000 }));
  expect(document.tables[0]?.counts).toMatchObject({ missing: 1, extra: 1, changed: 1 });
  expect(document.tables[0]?.differences.map(({ kind, key }) => [kind, ...key]).sort()).toEqual([
    ['changed', '3'],
    ['extra', '-1'],
    ['missing', '5'],
  ]);
});
