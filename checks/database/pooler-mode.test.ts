import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-mode.ts';
import { consoleOf, entry, pool, pooled, user } from './testing/pooler.ts';

const OTHER = 'Clients have another pool mode than declared.';

testCheck(check, pooled(), {
  pass: [
    { name: 'the general mode', artifacts: { pooler: consoleOf() } },
    {
      name: 'the mode of the database replaces the general one',
      artifacts: {
        pooler: consoleOf({
          settings: { pool_mode: 'session' },
          databases: [
            entry({ poolMode: 'transaction' }),
            entry({ name: 'other', database: 'elsewhere', poolMode: 'session' }),
          ],
          pools: [pool(), pool({ database: 'other', poolMode: 'session' })],
        }),
      },
    },
  ],
  fail: [
    {
      name: 'the general mode is another one',
      artifacts: { pooler: consoleOf({ settings: { pool_mode: 'session' }, pools: [] }) },
      message: OTHER,
      details: ['The pool mode of the database app is session.'],
    },
    {
      name: 'a user has a mode of its own',
      artifacts: { pooler: consoleOf({ users: [user('jobs', { poolMode: 'session' })] }) },
      message: OTHER,
      details: ['The pool mode of the user jobs is session.'],
    },
    {
      name: 'a pool that was made before a reload',
      artifacts: { pooler: consoleOf({ pools: [pool({ poolMode: 'statement' })] }) },
      message: OTHER,
      details: ['The pool mode of the pool of agents in app is statement.'],
    },
    {
      name: 'the entry leads to another database',
      artifacts: { pooler: consoleOf({ databases: [entry({ database: 'app_old' })] }) },
      message: 'The pooler leads no client to the moved database.',
    },
  ],
  unknown: [
    {
      name: 'a console that says nothing',
      artifacts: { pooler: { console: null } },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
    {
      name: 'a console without the setting',
      artifacts: { pooler: consoleOf({ settings: { pool_mode: undefined } }) },
      message: 'The console does not show the pool mode.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { pooler: { console: denied('pgbouncer:show-config') } },
      message: 'AWS denied pgbouncer:show-config.',
    },
  ],
});
