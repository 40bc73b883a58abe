import { expect, test } from '@jest/globals';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-reset.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { consoleOf, entry, pool, pooled, user } from './testing/pooler.ts';

const NOT_RESET =
  'In transaction mode nothing is reset between clients, and the console does not show what they leave behind.';
const session = [pool({ poolMode: 'session' })];

test.each([
  [undefined, undefined],
  ['session', undefined],
  [
    'transaction',
    'In transaction mode pgBouncer resets nothing between clients: they may set up nothing that outlasts it.',
  ],
  [
    'statement',
    'In statement mode pgBouncer resets nothing between clients: they may set up nothing that outlasts it.',
  ],
])('declared mode %s', (poolMode, notApplicable) => {
  const spec = {
    aurora: { main: { pooler: 'pgbouncer', poolMode } },
    migration: { target: 'main', database: 'app', source: {} },
  } as unknown as Spec;
  expect(check.subjects(spec).map((subject) => subject.notApplicable)).toEqual([notApplicable]);
});

testCheck(check, pooled(), {
  pass: [
    {
      name: 'session mode with it',
      artifacts: {
        pooler: consoleOf({
          pools: session,
          settings: { pool_mode: 'session', server_reset_query: 'DISCARD ALL;' },
        }),
      },
    },
    {
      name: 'transaction mode with it in every mode',
      artifacts: { pooler: consoleOf({ settings: { server_reset_query_always: '1' } }) },
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
          users: [user('jobs', { poolMode: 'session' })],
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
      name: 'transaction mode, in which it does not run',
      artifacts: { pooler: consoleOf() },
      message: NOT_RESET,
    },
    {
      name: 'transaction mode with less than all in every mode',
      artifacts: {
        pooler: consoleOf({
          settings: { server_reset_query: 'DEALLOCATE ALL', server_reset_query_always: '1' },
        }),
      },
      message: NOT_RESET,
    },
    {
      name: 'session mode with a pool of another one',
      artifacts: { pooler: consoleOf({ settings: { pool_mode: 'session' } }) },
      message: NOT_RESET,
    },
    {
      name: 'session mode with a user of another one',
      artifacts: {
        pooler: consoleOf({
          pools: session,
          users: [user('jobs', { poolMode: 'transaction' })],
          settings: { pool_mode: 'session' },
        }),
      },
      message: NOT_RESET,
    },
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
