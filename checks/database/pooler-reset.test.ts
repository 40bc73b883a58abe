import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-reset.ts';
import { consoleOf, entry, pooled } from './testing/pooler.ts';

testCheck(check, pooled(), {
  pass: [
    {
      name: 'transaction mode, which runs none',
      artifacts: { pooler: consoleOf({ settings: { server_reset_query: '' } }) },
    },
    {
      name: 'session mode with it',
      artifacts: {
        pooler: consoleOf({
          settings: { pool_mode: 'session', server_reset_query: 'DISCARD ALL;' },
        }),
      },
    },
  ],
  fail: [
    {
      name: 'session mode without it',
      artifacts: {
        pooler: consoleOf({ settings: { pool_mode: 'session', server_reset_query: '' } }),
      },
      message: 'What one client leaves behind is not removed.',
    },
    {
      name: 'session mode of the database with less than all',
      artifacts: {
        pooler: consoleOf({
          databases: [entry({ poolMode: 'session' })],
          settings: { server_reset_query: 'DEALLOCATE ALL' },
        }),
      },
      message: 'What one client leaves behind is not removed.',
    },
    {
      name: 'a user of session mode',
      artifacts: {
        pooler: consoleOf({
          users: [{ name: 'jobs', poolMode: 'session' }],
          settings: { server_reset_query: '' },
        }),
      },
      message: 'What one client leaves behind is not removed.',
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
      name: 'a console without the setting',
      artifacts: { pooler: consoleOf({ settings: { server_reset_query: undefined } }) },
      message: 'The console does not show the pool mode and what is run between clients.',
    },
    {
      name: 'a console without the mode',
      artifacts: { pooler: consoleOf({ settings: { pool_mode: undefined } }) },
      message: 'The console does not show the pool mode and what is run between clients.',
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
