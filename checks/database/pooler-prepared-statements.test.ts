import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-prepared-statements.ts';
import { consoleOf, entry, pooled, user } from './testing/pooler.ts';

testCheck(check, pooled(['prepared-statements']), {
  pass: [
    { name: 'they move with the client', artifacts: { pooler: consoleOf() } },
    {
      name: 'session mode, in any release',
      artifacts: {
        pooler: consoleOf({
          version: 'PgBouncer 1.18.0',
          settings: { pool_mode: 'session', max_prepared_statements: undefined },
        }),
      },
    },
  ],
  fail: [
    {
      name: 'a release that does not know them',
      artifacts: {
        pooler: consoleOf({
          version: 'PgBouncer 1.18.0',
          settings: { max_prepared_statements: undefined },
        }),
      },
      message: 'The pooler loses the statements that drivers prepare.',
    },
    {
      name: 'turned off',
      artifacts: { pooler: consoleOf({ settings: { max_prepared_statements: '0' } }) },
      message: 'The pooler loses the statements that drivers prepare.',
    },
    {
      name: 'one entry of session mode does not help another',
      artifacts: {
        pooler: consoleOf({
          version: 'PgBouncer 1.20.1',
          databases: [entry({ poolMode: 'session' }), entry({ name: 'app_rw' })],
        }),
      },
      message: 'The pooler loses the statements that drivers prepare.',
    },
    {
      name: 'a user with a mode of its own in a database of session mode',
      artifacts: {
        pooler: consoleOf({
          version: 'PgBouncer 1.20.1',
          databases: [entry({ poolMode: 'session' })],
          users: [user('jobs', { poolMode: 'transaction' })],
        }),
      },
      message: 'The pooler loses the statements that drivers prepare.',
    },
    {
      name: 'no entry for the database',
      artifacts: { pooler: consoleOf({ databases: [] }) },
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
      name: 'a release without a number',
      artifacts: { pooler: consoleOf({ version: 'PgBouncer' }) },
      message: 'The console does not show the release and the pool mode.',
    },
    {
      name: 'a console without the setting',
      artifacts: { pooler: consoleOf({ settings: { max_prepared_statements: undefined } }) },
      message: 'The console does not show max_prepared_statements.',
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
