import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-serving.ts';
import { consoleOf, entry, pool, pooled } from './testing/pooler.ts';

testCheck(check, pooled(), {
  pass: [
    { name: 'nobody waits', artifacts: { pooler: consoleOf() } },
    {
      name: 'a wait of milliseconds under load',
      artifacts: {
        pooler: consoleOf({ pools: [pool({ waitingClients: 4, longestWaitMs: 999 })] }),
      },
    },
    {
      name: 'another database has trouble',
      artifacts: {
        pooler: consoleOf({
          databases: [entry(), entry({ name: 'old', database: 'old', paused: true })],
          pools: [pool({ database: 'old', waitingClients: 9, longestWaitMs: 60_000 })],
        }),
      },
    },
  ],
  fail: [
    {
      name: 'paused',
      artifacts: { pooler: consoleOf({ databases: [entry({ paused: true })] }) },
      message: 'The pooler lets no client through.',
    },
    {
      name: 'disabled',
      artifacts: { pooler: consoleOf({ databases: [entry({ disabled: true })] }) },
      message: 'The pooler lets no client through.',
    },
    {
      name: 'a client waits for a second',
      artifacts: {
        pooler: consoleOf({
          pools: [pool(), pool({ user: 'jobs', waitingClients: 1, longestWaitMs: 1_000 })],
        }),
      },
      message: 'Clients wait for a connection.',
    },
    {
      name: 'one of its entries still leads to the source',
      artifacts: {
        pooler: consoleOf({ databases: [entry(), entry({ name: 'jobs', host: 'db.internal' })] }),
      },
      message: 'The pooler leads clients to the source.',
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
  ],
  error: [
    {
      name: 'denied',
      artifacts: { pooler: { console: denied('pgbouncer:show-config') } },
      message: 'AWS denied pgbouncer:show-config.',
    },
  ],
});
