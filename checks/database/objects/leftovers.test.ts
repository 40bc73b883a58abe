import { expect, test } from '@jest/globals';
import { isHeartbeat, ofTheMigration } from './leftovers.ts';

const fact = (id: string) => ({ kind: 'any', id, def: {} });

test.each([
  'public.awsdms_ddl_audit',
  'public.awsdms_ddl_audit.c_key',
  'public.awsdms_intercept_ddl()',
  'awsdms_intercept_ddl',
  'awsdms_control',
  'table public.awsdms_status -> PUBLIC',
  'event trigger awsdms_intercept_ddl owned by dms',
])('%s is of the migration', (id) => {
  expect(ofTheMigration(fact(id))).toBe(true);
});

test.each([
  'app.agents',
  'app.agents.awsdms_seen',
  'app.not_awsdms_status',
  'table app.agents -> awsdms_user',
])('%s is not of the migration', (id) => {
  expect(ofTheMigration(fact(id))).toBe(false);
});

test('a heartbeat is a table of that very name with what belongs to it', () => {
  const ids = [
    'public.heartbeat',
    'public.heartbeat.id',
    'public.heartbeat_pkey',
    'table public.heartbeat -> PUBLIC',
    'public.heartbeats',
    'app.agents.heartbeat',
  ];
  expect(ids.filter((id) => isHeartbeat(fact(id)))).toEqual(ids.slice(0, 4));
});
