import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../postgres/server.ts';
import { CONSOLE_USERS, startPgbouncer } from './server.ts';

/** Getting it takes its time, the first time. */
const TIMEOUT_MS = 120_000;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ major: 15 });
}, TIMEOUT_MS);
afterAll(() => postgres.stop());

async function ask(port: number, user: string, database: string, sql: string) {
  const client = new pg.Client({ host: '127.0.0.1', port, user, database });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test(
  'pools a database, shows itself on its console, and is gone after its stop',
  async () => {
    const pgbouncer = await startPgbouncer({
      databases: { app: { port: postgres.port, dbname: 'postgres', pool_size: 2 } },
      settings: { pool_mode: 'session' },
      users: { postgres: '' },
    });
    try {
      expect(await ask(pgbouncer.port, 'postgres', 'app', 'SELECT 42 AS answer')).toEqual([
        { answer: 42 },
      ]);
      const { stats, admin } = CONSOLE_USERS;
      expect(await ask(pgbouncer.port, stats, 'pgbouncer', 'SHOW VERSION')).toEqual([
        { version: `PgBouncer ${pgbouncer.version}` },
      ]);
      expect(await ask(pgbouncer.port, stats, 'pgbouncer', 'SHOW POOLS')).toContainEqual(
        expect.objectContaining({ database: 'app', user: 'postgres', pool_mode: 'session' }),
      );
      await expect(ask(pgbouncer.port, stats, 'pgbouncer', 'PAUSE app')).rejects.toThrow(
        'admin access needed',
      );
      await ask(pgbouncer.port, admin, 'pgbouncer', 'PAUSE app');
    } finally {
      await pgbouncer.stop();
    }
    await expect(ask(pgbouncer.port, 'postgres', 'app', 'SELECT 1')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  },
  TIMEOUT_MS,
);

test(
  'a setting that pgBouncer refuses is named',
  async () => {
    const started = startPgbouncer({
      databases: {},
      settings: { pool_mode: 'sideways' },
      users: {},
    });
    await expect(started).rejects.toThrow(
      /pgBouncer ended before it was ready\..*invalid value "sideways" for parameter pool_mode/s,
    );
  },
  TIMEOUT_MS,
);

test(
  'it ends when its owner is killed',
  async () => {
    const owner = `
      import { startPgbouncer } from './sandbox/pgbouncer/server.ts';
      const { port } = await startPgbouncer({ databases: {}, users: {} });
      console.log(port);
      process.kill(process.pid, 'SIGKILL');
    `;
    let stdout = '';
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', owner], { encoding: 'utf8' });
    } catch (error) {
      stdout = (error as { stdout: string }).stdout;
    }
    const port = Number(stdout.trim());
    expect(port).toBeGreaterThan(0);
    let refusal: unknown = 'still answering';
    for (let tries = 0; tries < 50 && refusal !== 'ECONNREFUSED'; tries += 1) {
      await sleep(100);
      refusal = await ask(port, CONSOLE_USERS.stats, 'pgbouncer', 'SHOW VERSION').then(
        () => 'still answering',
        (error: unknown) => (error as { code?: string }).code,
      );
    }
    expect(refusal).toBe('ECONNREFUSED');
  },
  TIMEOUT_MS,
);
