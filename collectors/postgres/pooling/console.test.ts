import { expect, test } from '@jest/globals';
import { showDatabases, showPools, showServers, showUsers } from './console.ts';

const DATABASE = {
  name: 'app',
  host: '10.0.20.4',
  port: '5432',
  database: 'app_db',
  force_user: '',
  pool_size: '20',
  min_pool_size: '0',
  pool_mode: null,
  max_connections: '0',
  current_connections: '1',
  paused: '0',
  disabled: '1',
};

test.each([
  ['1.18', { reserve_pool: '5' }],
  ['1.25', { reserve_pool_size: 5, server_lifetime: 3600, load_balance_hosts: 'round-robin' }],
])('a database of pgBouncer %s', (_, columns) => {
  expect(showDatabases.row.parse({ ...DATABASE, ...columns })).toEqual({
    name: 'app',
    host: '10.0.20.4',
    port: 5432,
    database: 'app_db',
    forcedUser: null,
    poolSize: 20,
    minPoolSize: 0,
    reservePoolSize: 5,
    poolMode: null,
    maxConnections: 0,
    paused: false,
    disabled: true,
  });
});

test('a database without a size of its reserve pool is no database', () => {
  expect(showDatabases.row.safeParse(DATABASE).error?.message).toContain(
    'the size of the reserve pool is missing',
  );
});

test('how long clients wait is told in two columns', () => {
  const pool = {
    database: 'app',
    user: 'app',
    cl_active: '2',
    cl_waiting: '1',
    sv_active: '2',
    sv_idle: '1',
    sv_used: '3',
    sv_login: '0',
    maxwait: '2',
    maxwait_us: '345678',
    pool_mode: 'transaction',
  };
  expect(showPools.row.parse(pool)).toMatchObject({ longestWaitMs: 2_345, idleServers: 4 });
});

test('a server without TLS has an empty column', () => {
  const server = { user: 'app', database: 'app', state: 'idle', addr: '10.0.0.1', tls: '' };
  expect(showServers.row.parse(server)).toEqual({
    user: 'app',
    database: 'app',
    state: 'idle',
    address: '10.0.0.1',
    tls: null,
  });
});

test.each([
  ['1.18', {}, [null, null]],
  ['1.25', { pool_size: '', reserve_pool_size: null }, [null, null]],
  ['1.25 with sizes', { pool_size: '       30', reserve_pool_size: '        5' }, [30, 5]],
])('a user of pgBouncer %s', (_, columns, [poolSize, reservePoolSize]) => {
  const row = showUsers.row.parse({ name: 'agents', pool_mode: null, ...columns });
  expect(row).toEqual({ name: 'agents', poolMode: null, poolSize, reservePoolSize });
});
