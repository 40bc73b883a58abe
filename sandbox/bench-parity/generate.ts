import pg from 'pg';
import type { PostgresServer } from '../postgres/server.ts';

/** Fits in memory in one transaction, and shows that something happens. */
const ROWS_PER_INSERT = 500_000;

export async function connectTo({ port }: PostgresServer): Promise<pg.Client> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Nine columns of the types that tables have most. Every value follows from the row's number: both servers get the same. */
export async function generateRows(server: PostgresServer, rows: number): Promise<void> {
  const client = await connectTo(server);
  try {
    await client.query(`CREATE TABLE measured (id bigint, reference uuid NOT NULL, name text NOT NULL,
      amount numeric(14,2) NOT NULL, ratio double precision, created_at timestamptz NOT NULL,
      active boolean NOT NULL, payload jsonb, note text)`);
    for (let from = 1; from <= rows; from += ROWS_PER_INSERT) {
      const to = Math.min(rows, from + ROWS_PER_INSERT - 1);
      await client.query(`INSERT INTO measured
        SELECT g, md5(g::text)::uuid, 'customer ' || g, (g % 1000000) * 1.37, g / 7.0,
          timestamptz '2024-01-01 00:00:00+00' + g * interval '1.000001 seconds', g % 3 = 0,
          jsonb_build_object('order', g, 'state', 'shipped'),
          CASE WHEN g % 10 > 0 THEN repeat('n', (g % 60)::int) END
        FROM generate_series(${from}::bigint, ${to}::bigint) g`);
    }
    await client.query('ALTER TABLE measured ADD PRIMARY KEY (id)');
    await client.query('VACUUM (ANALYZE) measured');
  } finally {
    await client.end();
  }
}

/** Changes rows all over the table, each in one column. */
export async function scatterDifferences(
  server: PostgresServer,
  rows: number,
  differences: number,
): Promise<void> {
  const client = await connectTo(server);
  try {
    const step = Math.floor(rows / differences);
    await client.query(
      `UPDATE measured SET amount = amount + 0.01 WHERE id IN (SELECT ${Math.floor(step / 2)} + g * ${step}::bigint FROM generate_series(0, ${differences - 1}) g)`,
    );
    await client.query('VACUUM measured');
  } finally {
    await client.end();
  }
}
