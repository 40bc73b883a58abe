import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { pooler } from '../../collectors/postgres/pooler.ts';
import { defineConsoleCommand } from '../../core/pooler.ts';
import type { Spec } from '../../core/spec/spec.ts';
import {
  CONSOLE_USERS,
  type PgbouncerServer,
  startPgbouncer,
} from '../../sandbox/pgbouncer/server.ts';
import { type PostgresServer, startPostgres } from '../../sandbox/postgres/server.ts';
import { noDatabases } from '../testing/no-databases.ts';
import { noLoadTest } from '../testing/no-load-test.ts';
import { createConsoleGate } from './console.ts';
import type { PostgresOptions } from './reader.ts';

const TIMEOUT_MS = 120_000;

let postgres: PostgresServer;
let pgbouncer: PgbouncerServer;
beforeAll(async () => {
  postgres = await startPostgres({ major: 15 });
  pgbouncer = await startPgbouncer({
    databases: {
      app: { port: postgres.port, dbname: 'postgres', pool_size: 7, pool_mode: 'session' },
    },
    users: { postgres: '' },
  });
}, TIMEOUT_MS);
afterAll(async () => {
  await pgbouncer.stop();
  await postgres.stop();
});

function gate(options: Partial<PostgresOptions> = {}, user: string = CONSOLE_USERS.stats) {
  return createConsoleGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: {
      LANDFALL_POOLER_URL: `postgres://${user}@127.0.0.1:${pgbouncer.port}/pgbouncer?sslmode=disable`,
    },
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 10_000,
    statementTimeoutMs: 5_000,
    ...options,
  });
}

async function collect(options: Partial<PostgresOptions> = {}, user?: string) {
  const opened = gate(options, user);
  try {
    const items = await pooler.collect({
      aws: { read: () => Promise.reject(new Error('no AWS')) },
      postgres: noDatabases.readerFor([]),
      pooler: opened.readerFor(pooler.consoleCommands ?? []),
      loadTest: noLoadTest.readerFor(pooler),
      spec: {} as Spec,
      region: 'us-east-1',
      takenAt: 0,
    });
    return { item: items['console'], ledger: opened.ledger() };
  } finally {
    await opened.close();
  }
}

test('shows what the pooler is, without the console itself', async () => {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: pgbouncer.port,
    user: 'postgres',
    database: 'app',
  });
  await client.connect();
  try {
    await client.query('SELECT 1');
    const { item, ledger } = await collect();
    expect(item).toMatchObject({
      state: 'present',
      value: {
        version: `PgBouncer ${pgbouncer.version}`,
        settings: {
          pool_mode: 'transaction',
          auth_type: 'trust',
          server_reset_query: 'DISCARD ALL',
        },
        databases: [
          {
            name: 'app',
            host: '127.0.0.1',
            port: postgres.port,
            database: 'postgres',
            forcedUser: null,
            poolSize: 7,
            reservePoolSize: 0,
            poolMode: 'session',
            maxConnections: 0,
            paused: false,
            disabled: false,
          },
        ],
        pools: [
          {
            database: 'app',
            user: 'postgres',
            activeClients: 1,
            waitingClients: 0,
            activeServers: 1,
            longestWaitMs: 0,
            poolMode: 'session',
          },
        ],
        servers: [{ user: 'postgres', database: 'app', state: 'active', tls: null }],
      },
    });
    expect(pooler.item.parse((item as { value: unknown }).value)).toEqual(
      (item as { value: unknown }).value,
    );
    expect(ledger.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['pgbouncer:show-config', 'answered'],
      ['pgbouncer:show-databases', 'answered'],
      ['pgbouncer:show-pools', 'answered'],
      ['pgbouncer:show-servers', 'answered'],
      ['pgbouncer:show-users', 'answered'],
      ['pgbouncer:show-version', 'answered'],
    ]);
  } finally {
    await client.end();
  }
});

test('a user that may not look at the console sees nothing', async () => {
  const { item } = await collect({}, 'postgres');
  expect(item).toMatchObject({
    state: 'unseen',
    cause: {
      kind: 'credentials',
      operation: 'pgbouncer:show-version',
      message: expect.stringMatching(/not allowed/),
    },
  });
});

test('a console that nobody declared was not asked', async () => {
  const { item, ledger } = await collect({ environment: {} });
  expect(item).toMatchObject({ state: 'unseen', cause: { kind: 'not-asked', calls: [] } });
  expect(ledger).toEqual([]);
});

test('a run that is over asks nothing, and a server that is gone answers nothing', async () => {
  expect(await collect({ deadlineMs: Date.now() - 1 })).toMatchObject({
    item: { state: 'unseen', cause: { kind: 'deadline' } },
  });
  expect(await collect({ signal: AbortSignal.abort() })).toMatchObject({
    item: { state: 'unseen', cause: { kind: 'aborted' } },
  });
  const LANDFALL_POOLER_URL = 'postgres://a@127.0.0.1:1/pgbouncer?sslmode=disable';
  expect(await collect({ environment: { LANDFALL_POOLER_URL } })).toMatchObject({
    item: { state: 'unseen', cause: { kind: 'network', code: 'ECONNREFUSED' } },
  });
});

test('refuses what is not declared, and an answer of another shape is none', async () => {
  const opened = gate();
  const odd = defineConsoleCommand({
    command: 'SHOW STATS',
    row: z.object({ fish: z.string() }),
  });
  try {
    expect(() => opened.readerFor([]).read(odd)).toThrow(
      'The collector has not declared the command SHOW STATS.',
    );
    expect(await opened.readerFor([odd]).read(odd)).toMatchObject({
      state: 'failed',
      cause: { kind: 'malformed-response', operation: 'pgbouncer:show-stats' },
    });
  } finally {
    await opened.close();
  }
});
