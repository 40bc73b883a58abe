import { readChecksum } from '../../collectors/postgres/parity/checksums.ts';
import { readTables } from '../../collectors/postgres/parity/catalogue.ts';
import type { Ask } from '../../collectors/postgres/parity/query.ts';
import { EVERYTHING } from '../../core/parity/key-range.ts';
import { planTable } from '../../core/parity/table-plan.ts';
import type { PostgresServer } from '../postgres/server.ts';
import { connectTo } from './generate.ts';

/** Beside the leader; the second core is idle while a floor is measured. */
export type Workers = 0 | 1;

/** Milliseconds of one aggregate of the same row hash over the whole table, as one statement: the best of `runs`. */
export async function hashFloorMs(
  server: PostgresServer,
  workers: Workers,
  runs: number,
): Promise<number> {
  const client = await connectTo(server);
  const ask: Ask = async ({ text, values }) =>
    (
      await client.query<(string | null)[]>({
        text,
        values: [...values],
        rowMode: 'array',
        types: TEXT,
      })
    ).rows;
  try {
    await client.query(`SET max_parallel_workers_per_gather = ${workers}; SET timezone = 'UTC'`);
    const table = (await readTables(ask)).find(({ name }) => name === 'measured');
    if (table === undefined) throw new Error('There is no table to measure.');
    const abilities = { algorithm: 'hashtextextended', hasXor: true, trimsScale: true } as const;
    const { source: expressions } = planTable('measured', table, table, abilities);
    const scope = { expressions, key: [], range: EVERYTHING, hasXor: true };
    return await best(runs, () => readChecksum(ask, scope));
  } finally {
    await client.end();
  }
}

/** The same by data-diff's expression: the sum of 60 bits of the md5 of the columns' texts. */
export async function md5FloorMs(server: PostgresServer, runs: number): Promise<number> {
  const client = await connectTo(server);
  const columns = [
    'id',
    'reference',
    'name',
    'amount',
    'ratio',
    'created_at',
    'active',
    'payload',
    'note',
  ];
  const texts = columns.map((name) => `coalesce(${name}::varchar, '<null>')`).join(`, '|', `);
  const sql = `SELECT count(*), sum(('x' || substring(md5(concat(${texts})), 18))::bit(60)::bigint) FROM measured`;
  try {
    await client.query(`SET max_parallel_workers_per_gather = 0; SET timezone = 'UTC'`);
    return await best(runs, () => client.query(sql));
  } finally {
    await client.end();
  }
}

const TEXT = { getTypeParser: () => (text: string) => text };

async function best(runs: number, work: () => Promise<unknown>): Promise<number> {
  let bestMs = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now();
    await work();
    bestMs = Math.min(bestMs, performance.now() - startMs);
  }
  return bestMs;
}
