import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { MAJORS } from './binaries.ts';
import { startPostgres } from './server.ts';

async function ask(port: number, sql: string): Promise<unknown> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe.each(MAJORS)('PostgreSQL %i', (major) => {
  test('answers, keeps its data over a restart, and is gone after its stop', async () => {
    const server = await startPostgres({ major, settings: { work_mem: '7MB' } });
    try {
      const version = await ask(server.port, 'SHOW server_version_num');
      expect(Math.floor(Number(version) / 10_000)).toBe(major);
      expect(await ask(server.port, 'SHOW work_mem')).toBe('7MB');
      await ask(server.port, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await server.restart();
      expect(await ask(server.port, 'SELECT answer FROM kept')).toBe(42);
    } finally {
      await server.stop();
    }
    await expect(ask(server.port, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('a setting that PostgreSQL refuses is named', async () => {
  await expect(startPostgres({ major: 15, settings: { wal_level: 'sideways' } })).rejects.toThrow(
    /PostgreSQL ended before it was ready\..*invalid value for parameter "wal_level"/s,
  );
});

test('a server ends when its owner is killed', async () => {
  const owner = `
    import { startPostgres } from './sandbox/postgres/server.ts';
    const { port } = await startPostgres({ major: 15 });
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
  await expect(refusal(port)).resolves.toBe('ECONNREFUSED');
});

/** How the port answers once the server has gone; waits for that no longer than five seconds. */
async function refusal(port: number): Promise<unknown> {
  for (let tries = 0; tries < 50; tries += 1) {
    try {
      await ask(port, 'SELECT 1');
    } catch (error) {
      if ((error as { code?: string }).code === 'ECONNREFUSED') return 'ECONNREFUSED';
    }
    await sleep(100);
  }
  return 'still answering';
}
