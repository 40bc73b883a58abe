import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-capacity.ts';
import { consoleOf, entry, pool, pooled, user } from './testing/pooler.ts';

const target = (def = {}) => ({
  target: [
    {
      kind: 'connections',
      id: 'budget',
      def: { max: 30, reserved: 5, inUse: 1, databaseLimit: -1, roleLimits: {}, ...def },
    },
  ],
});
const pooler = consoleOf();
const MORE = 'The pools may open more connections than the target takes.';
const DETAILS = [
  'One pooler is counted: each further one may open as many connections again.',
  'The console does not show a fallback entry (*), or an auth_user of one entry, until somebody comes by it: what such clients may open is not counted.',
];
const OPEN =
  'Users or entries that nobody lists may open pools, and nothing limits their connections.';
const SILENT = 'The target does not say how many connections it takes.';
const users = ['agents', 'jobs', 'pooler_admin'].map((name) => user(name));

testCheck(check, pooled(), {
  pass: [
    {
      name: 'one user, twenty connections',
      artifacts: { pooler, connectionBudget: target() },
      details: DETAILS,
    },
    {
      name: 'two users within a limit of the database',
      artifacts: {
        pooler: consoleOf({ users, databases: [entry({ maxConnections: 25 })] }),
        connectionBudget: target(),
      },
    },
    {
      name: 'all clients become one user',
      artifacts: {
        pooler: consoleOf({
          users,
          databases: [entry({ forcedUser: 'app', reservePoolSize: 5 })],
          settings: { auth_user: 'pooler' },
        }),
        connectionBudget: target(),
      },
    },
    {
      name: 'unlisted users within a limit of the database',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ maxConnections: 25 })],
          pools: [pool({ user: 'tenant' })],
          settings: { auth_type: 'hba' },
        }),
        connectionBudget: target(),
      },
      details: DETAILS,
    },
    {
      name: 'the pool of the one user that all clients become',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ forcedUser: 'app' })],
          pools: [pool({ user: 'app' })],
        }),
        connectionBudget: target(),
      },
    },
  ],
  fail: [
    {
      name: 'a user has larger pools of its own',
      artifacts: {
        pooler: consoleOf({ users: [user('agents', { poolSize: 26 })] }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'a user has a larger reserve of its own',
      artifacts: {
        pooler: consoleOf({ users: [user('agents', { reservePoolSize: 6 })] }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'the one user that all clients become has larger pools',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ forcedUser: 'agents' })],
          users: [user('agents', { poolSize: 26 })],
        }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'a user of the console has a pool too',
      artifacts: {
        pooler: consoleOf({ pools: [pool(), pool({ user: 'pooler_admin' })] }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'more are open now than the limits allow',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ maxConnections: 10 })],
          pools: [pool({ activeServers: 20, idleServers: 5, connectingServers: 1 })],
        }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'a pool for each of two users',
      artifacts: { pooler: consoleOf({ users }), connectionBudget: target() },
      message: MORE,
    },
    {
      name: 'the reserve counts',
      artifacts: {
        pooler: consoleOf({ databases: [entry({ reservePoolSize: 6 })] }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'a second entry counts too',
      artifacts: {
        pooler: consoleOf({
          databases: [entry(), entry({ name: 'jobs', database: 'jobs', poolSize: 6 })],
        }),
        connectionBudget: target(),
      },
      message: MORE,
    },
    {
      name: 'the database has a limit of its own',
      artifacts: { pooler, connectionBudget: target({ databaseLimit: 19 }) },
      message: MORE,
    },
    {
      name: 'more is reserved',
      artifacts: { pooler, connectionBudget: target({ reserved: 11 }) },
      message: MORE,
    },
    {
      name: 'no entry for the database',
      artifacts: { pooler: consoleOf({ databases: [] }), connectionBudget: target() },
      message: 'The pooler leads no client to the moved database.',
    },
  ],
  unknown: [
    {
      name: 'users of the database itself may come',
      artifacts: {
        pooler: consoleOf({ settings: { auth_user: 'pooler' } }),
        connectionBudget: target(),
      },
      message: OPEN,
    },
    {
      name: 'a user whom nobody lists has a pool',
      artifacts: {
        pooler: consoleOf({ pools: [pool(), pool({ user: 'tenant' })] }),
        connectionBudget: target({ max: 1_000 }),
      },
      message: OPEN,
    },
    {
      name: 'a pool of an entry that nobody lists',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ maxConnections: 10 })],
          pools: [pool(), pool({ database: 'other' })],
        }),
        connectionBudget: target({ max: 1_000 }),
      },
      message: OPEN,
    },
    {
      name: 'one of two entries has no limit',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ maxConnections: 10 }), entry({ name: 'jobs' })],
          pools: [pool({ user: 'tenant' })],
        }),
        connectionBudget: target({ max: 1_000 }),
      },
      message: OPEN,
    },
    ...['any', 'hba', 'ldap', 'pam', undefined].map((type) => ({
      name: `authentication by ${type ?? 'what the console does not show'}`,
      artifacts: {
        pooler: consoleOf({ settings: { auth_type: type } }),
        connectionBudget: target({ max: 1_000 }),
      },
      message: OPEN,
    })),
    {
      name: 'no users are listed',
      artifacts: {
        pooler: consoleOf({ users: users.slice(2), pools: [] }),
        connectionBudget: target(),
      },
      message: OPEN,
    },
    {
      name: 'a console that says nothing',
      artifacts: { pooler: { console: null }, connectionBudget: target() },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
    {
      name: 'a target without a catalog',
      artifacts: { pooler, connectionBudget: { target: null } },
      message: SILENT,
    },
    {
      name: 'a target that gives no row',
      artifacts: { pooler, connectionBudget: { target: [] } },
      message: SILENT,
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { pooler, connectionBudget: { target: denied('postgresql:connection-budget') } },
      message: 'AWS denied postgresql:connection-budget.',
    },
  ],
});
