import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-capacity.ts';
import { consoleOf, entry, pooled } from './testing/pooler.ts';

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
const ONE = 'One pooler is counted: each further one may open as many connections again.';
const SILENT = 'The target does not say how many connections it takes.';
const users = ['a', 'b', 'pooler_admin'].map((name) => ({ name, poolMode: null }));

testCheck(check, pooled(), {
  pass: [
    {
      name: 'one user, twenty connections',
      artifacts: { pooler, connectionBudget: target() },
      details: [ONE],
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
  ],
  fail: [
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
      message: 'Users whom nobody lists may open pools, and nothing limits their connections.',
    },
    {
      name: 'no users are listed',
      artifacts: { pooler: consoleOf({ users: users.slice(2) }), connectionBudget: target() },
      message: 'Users whom nobody lists may open pools, and nothing limits their connections.',
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
