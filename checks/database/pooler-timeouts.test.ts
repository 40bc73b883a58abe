import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-timeouts.ts';
import { consoleOf, pooled } from './testing/pooler.ts';

const MESSAGE = 'A client may wait, or keep others waiting, without an end.';

testCheck(check, pooled(), {
  pass: [
    { name: 'both end', artifacts: { pooler: consoleOf() } },
    {
      name: 'a short one in fractions',
      artifacts: { pooler: consoleOf({ settings: { query_wait_timeout: '1.5' } }) },
    },
  ],
  fail: [
    {
      name: 'idle in a transaction without an end',
      artifacts: { pooler: consoleOf({ settings: { idle_transaction_timeout: '0.0' } }) },
      message: MESSAGE,
      details: ['The setting idle_transaction_timeout is "0.0", and not 1 to 3600 seconds.'],
    },
    {
      name: 'waiting without an end',
      artifacts: { pooler: consoleOf({ settings: { query_wait_timeout: '0' } }) },
      message: MESSAGE,
      details: ['The setting query_wait_timeout is "0", and not 1 to 120 seconds.'],
    },
    {
      name: 'waiting for longer than an application does',
      artifacts: { pooler: consoleOf({ settings: { query_wait_timeout: '121' } }) },
      message: MESSAGE,
      details: ['The setting query_wait_timeout is "121", and not 1 to 120 seconds.'],
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
      artifacts: { pooler: consoleOf({ settings: { query_wait_timeout: undefined } }) },
      message: 'The console does not show query_wait_timeout.',
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
