import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-authentication.ts';
import { consoleOf, pooled } from './testing/pooler.ts';

testCheck(check, pooled(), {
  pass: [
    { name: 'passwords of a file', artifacts: { pooler: consoleOf() } },
    {
      name: 'md5, which is SCRAM where the password is',
      artifacts: { pooler: consoleOf({ settings: { auth_type: 'md5' } }) },
    },
    {
      name: 'passwords by a function of its own',
      artifacts: {
        pooler: consoleOf({
          settings: { auth_user: 'pooler', auth_query: 'SELECT * FROM pooler.lookup($1)' },
        }),
      },
    },
  ],
  fail: [
    {
      name: 'trust',
      artifacts: { pooler: consoleOf({ settings: { auth_type: 'trust' } }) },
      message: 'The pooler lets clients in without a proof of who they are.',
    },
    {
      name: 'any',
      artifacts: { pooler: consoleOf({ settings: { auth_type: 'any' } }) },
      message: 'The pooler lets clients in without a proof of who they are.',
    },
    {
      name: 'plain',
      artifacts: { pooler: consoleOf({ settings: { auth_type: 'plain' } }) },
      message: 'The pooler lets clients in without a proof of who they are.',
    },
    {
      name: 'passwords from a catalog that RDS closes',
      artifacts: { pooler: consoleOf({ settings: { auth_user: 'pooler' } }) },
      message: 'The pooler looks passwords up where RDS shows none.',
    },
  ],
  unknown: [
    {
      name: 'a console that says nothing',
      artifacts: { pooler: { console: null } },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
    {
      name: 'rules in a file',
      artifacts: { pooler: consoleOf({ settings: { auth_type: 'hba' } }) },
      message: 'Rules in a file authenticate the clients, which the console does not show.',
    },
    {
      name: 'a console without the setting',
      artifacts: { pooler: consoleOf({ settings: { auth_type: undefined } }) },
      message: 'The console does not show how clients are authenticated.',
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
