import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { defineStatement, type Statement } from '../../core/postgres.ts';
import { type PostgresServer, startPostgres } from '../../sandbox/postgres/server.ts';
import { createPostgresGate, type PostgresOptions } from './reader.ts';

let server: PostgresServer;

beforeAll(async () => {
  const hostRules = [
    'host all guarded 127.0.0.1/32 scram-sha-256',
    'host all all 127.0.0.1/32 trust',
  ];
  server = await startPostgres({ major: 15, hostRules });
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    database: 'postgres',
  });
  await client.connect();
  await client.query(`
    CREATE ROLE guarded LOGIN PASSWORD 'open-sesame';
    CREATE TABLE kept (id int); INSERT INTO kept VALUES (1);
    CREATE TABLE filtered (id int); INSERT INTO filtered VALUES (1);
    ALTER TABLE filtered ENABLE ROW LEVEL SECURITY; GRANT SELECT ON filtered TO guarded;
  `);
  await client.end();
}, 30_000);

afterAll(() => server.stop());

const statement = (
  id: string,
  sql: string,
  row: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown()),
) => defineStatement({ id, sql, row, privilege: 'SELECT on the table' });

async function ask(
  asked: Statement,
  options: Partial<PostgresOptions> & { user?: string; port?: number } = {},
) {
  const { user = 'postgres', port = server.port } = options;
  const gate = createPostgresGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: {
      LANDFALL_SOURCE_URL: `postgres://${user}@127.0.0.1:${port}/postgres?sslmode=disable`,
      ...options.environment,
    },
    signal: options.signal ?? new AbortController().signal,
    deadlineMs: options.deadlineMs ?? Date.now() + 10_000,
    statementTimeoutMs: options.statementTimeoutMs ?? 5_000,
  });
  try {
    const answer = await gate.readerFor([asked]).read('source', asked);
    return { answer, ledger: gate.ledger() };
  } finally {
    await gate.close();
  }
}

test('reads rows in a read-only transaction with an empty search path, and keeps account of it', async () => {
  const { answer, ledger } = await ask(
    statement(
      'settings',
      "SELECT current_setting('transaction_read_only') AS read_only, current_setting('search_path') AS path, current_setting('application_name') AS application",
    ),
  );
  expect(answer).toMatchObject({
    state: 'answered',
    value: [{ read_only: 'on', path: '', application: 'landfall' }],
  });
  expect(ledger).toMatchObject([
    {
      operation: 'postgresql:settings',
      parameters: `{"side":"source","server":"127.0.0.1:${server.port}/postgres"}`,
      outcome: 'answered',
    },
  ]);
});

test.each([
  ['a write', statement('write', 'INSERT INTO public.kept VALUES (2)'), {}, 'rejected', '25006'],
  [
    'a missing privilege',
    statement('denied', 'SELECT * FROM public.kept'),
    { user: 'guarded', environment: { LANDFALL_SOURCE_PASSWORD: 'open-sesame' } },
    'denied',
    '42501',
  ],
  [
    'rows that a policy would hide',
    statement('filtered', 'SELECT * FROM public.filtered'),
    { user: 'guarded', environment: { LANDFALL_SOURCE_PASSWORD: 'open-sesame' } },
    'denied',
    '42501',
  ],
  [
    'a wrong password',
    statement('one', 'SELECT 1'),
    { user: 'guarded', environment: { LANDFALL_SOURCE_PASSWORD: 'wrong' } },
    'credentials',
    '28P01',
  ],
  [
    'a slow statement',
    statement('slow', 'SELECT pg_sleep(5)'),
    { statementTimeoutMs: 50 },
    'timeout',
    '57014',
  ],
  ['a closed port', statement('one', 'SELECT 1'), { port: 1 }, 'network', 'ECONNREFUSED'],
  ['the end of the run', statement('one', 'SELECT 1'), { deadlineMs: 0 }, 'deadline', null],
  [
    'an interrupted run',
    statement('one', 'SELECT 1'),
    { signal: AbortSignal.abort() },
    'aborted',
    null,
  ],
  [
    'another shape',
    statement('shape', 'SELECT 1 AS n', z.object({ n: z.string() })),
    {},
    'malformed-response',
    null,
  ],
] as const)('%s is unseen, and says why', async (_, asked, options, kind, code) => {
  const { answer, ledger } = await ask(asked, options);
  expect(answer).toMatchObject({ state: 'failed', cause: { kind, code } });
  expect(JSON.stringify([answer, ledger])).not.toMatch(/open-sesame|wrong/);
});

test('a connection that falls silent ends the query, and not the run', async () => {
  const line = await lineThatFallsSilentAt('falls silent');
  try {
    const asked = statement('silent', "SELECT 'falls silent'");
    const { answer } = await ask(asked, { port: line.port, statementTimeoutMs: 50 });
    expect(answer).toMatchObject({
      state: 'failed',
      cause: {
        kind: 'timeout',
        code: null,
        message: expect.stringContaining('Query read timeout'),
      },
    });
  } finally {
    line.close();
  }
}, 30_000);

/** Forwards to the server until a client sends the text: from then on both ends wait for ever. */
async function lineThatFallsSilentAt(text: string) {
  const sockets: Socket[] = [];
  const listener: Server = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    sockets.push(client, upstream);
    let silent = false;
    client.on('data', (data) => {
      silent ||= data.includes(text);
      if (!silent) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!silent) client.write(data);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
  };
}

test('a side without a connection was not asked, and nothing is in the ledger of it', async () => {
  const { answer, ledger } = await ask(statement('one', 'SELECT 1'), {
    environment: { LANDFALL_SOURCE_URL: '' },
  });
  expect(answer).toMatchObject({
    state: 'failed',
    cause: {
      kind: 'not-asked',
      message:
        'Nobody looked into the source: the spec declares no connection to it (migration.connections.source), and LANDFALL_SOURCE_URL is not set.',
    },
  });
  expect(ledger).toEqual([]);
});

test('tells where the connection of a side goes, and nothing of a side that has none', async () => {
  const gate = createPostgresGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: { LANDFALL_TARGET_URL: 'postgres://me@db.example.com/app' },
    signal: new AbortController().signal,
    deadlineMs: 0,
    statementTimeoutMs: 1,
  });
  const reader = gate.readerFor([]);
  expect([reader.hostOf('source'), reader.hostOf('target')]).toEqual([null, 'db.example.com']);
  await gate.close();
});

test('a statement that the collector has not declared is refused', () => {
  const gate = createPostgresGate({
    region: 'us-east-1',
    endpoint: null,
    migration: undefined,
    environment: {},
    signal: new AbortController().signal,
    deadlineMs: 0,
    statementTimeoutMs: 1,
  });
  expect(() => gate.readerFor([]).read('source', statement('one', 'SELECT 1'))).toThrow(
    'The collector has not declared the statement one.',
  );
});
