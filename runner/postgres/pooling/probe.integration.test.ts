import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startPgbouncer } from '../../../sandbox/pgbouncer/server.ts';
import { type PostgresServer, startPostgres } from '../../../sandbox/postgres/server.ts';
import { probePooler } from './probe.ts';

const TIMEOUT_MS = 120_000;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ major: 15 });
}, TIMEOUT_MS);
afterAll(() => postgres.stop());

function opener(port: number, database: string) {
  return async (options?: string) => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      database,
      query_timeout: 2_000,
      ...(options !== undefined && { options }),
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
}

async function behaviourOf(settings: Readonly<Record<string, string>>, poolSize = 3) {
  const pgbouncer = await startPgbouncer({
    databases: { app: { port: postgres.port, dbname: 'postgres', pool_size: poolSize } },
    settings,
    users: { postgres: '' },
  });
  try {
    return await probePooler(opener(pgbouncer.port, 'app'));
  } finally {
    await pgbouncer.stop();
  }
}

const KEPT = { kept: true, leaked: false };

test(
  'in session mode a client has what it made, and nobody else',
  async () => {
    expect(await behaviourOf({ pool_mode: 'session' })).toEqual({
      mode: 'session',
      setting: KEPT,
      localSetting: { kept: false, leaked: false },
      timeZone: KEPT,
      preparedByProtocol: KEPT,
      preparedBySql: KEPT,
      temporaryTable: KEPT,
      cursorWithHold: KEPT,
      sessionLockExcludes: true,
      transactionLockExcludes: true,
      notificationArrives: true,
      parametersWork: true,
      resetBetweenClients: true,
      startUp: { searchPath: 'refused', statementTimeout: 'refused' },
      left: [],
      undecided: [],
    });
  },
  TIMEOUT_MS,
);

test(
  'in transaction mode it is lost, and the next client finds it',
  async () => {
    const lost = { kept: false, leaked: true };
    const behaviour = await behaviourOf({
      pool_mode: 'transaction',
      ignore_startup_parameters: 'options',
    });
    expect(behaviour).toEqual({
      mode: 'transaction',
      setting: lost,
      localSetting: { kept: false, leaked: false },
      timeZone: KEPT,
      preparedByProtocol: lost,
      preparedBySql: lost,
      temporaryTable: lost,
      cursorWithHold: lost,
      sessionLockExcludes: false,
      transactionLockExcludes: true,
      notificationArrives: false,
      parametersWork: true,
      resetBetweenClients: null,
      startUp: { searchPath: 'ignored', statementTimeout: 'ignored' },
      left: [],
      undecided: [],
    });
  },
  TIMEOUT_MS,
);

test(
  'leaves nothing on the server connections that it shares',
  async () => {
    const pgbouncer = await startPgbouncer({
      databases: { app: { port: postgres.port, dbname: 'postgres', pool_size: 2 } },
      users: { postgres: '' },
    });
    const open = opener(pgbouncer.port, 'app');
    const [one, other] = [await open(), await open()];
    try {
      await probePooler(open);
      const found = `
        SELECT name FROM pg_prepared_statements UNION ALL SELECT name FROM pg_cursors
        UNION ALL SELECT pg_listening_channels()
        UNION ALL SELECT relname FROM pg_class WHERE relname LIKE 'landfall%'
        UNION ALL SELECT locktype FROM pg_locks WHERE locktype = 'advisory'
        UNION ALL SELECT current_setting('landfall_probe.value', true) WHERE current_setting('landfall_probe.value', true) <> ''
        UNION ALL SELECT current_setting('TimeZone') WHERE current_setting('TimeZone') = 'Pacific/Chatham'`;
      await one.query('BEGIN');
      for (const client of [one, other]) expect((await client.query(found)).rows).toEqual([]);
    } finally {
      await one.end();
      await other.end();
      await pgbouncer.stop();
    }
  },
  TIMEOUT_MS,
);

test(
  'in session mode without a reset query the next client finds what was left',
  async () => {
    const behaviour = await behaviourOf({ pool_mode: 'session', server_reset_query: '' });
    expect(behaviour).toMatchObject({ mode: 'session', resetBetweenClients: false });
  },
  TIMEOUT_MS,
);

test(
  'statement mode has no transactions, and so no trials',
  async () => {
    expect(await behaviourOf({ pool_mode: 'statement' })).toMatchObject({
      mode: 'statement',
      setting: { kept: null, leaked: null },
      parametersWork: null,
    });
  },
  TIMEOUT_MS,
);

test(
  'a pool of one server connection decides nothing',
  async () => {
    const behaviour = await behaviourOf({ pool_mode: 'session' }, 1);
    expect(behaviour).toMatchObject({ mode: null, setting: { kept: null, leaked: null } });
    expect(behaviour.undecided).toContain('Nothing is known of the pool mode: Query read timeout.');
  },
  TIMEOUT_MS,
);
