import { describe, expect, test } from '@jest/globals';
import type { MigrationSpec } from '../../core/spec/sections/migration.ts';
import { connectionSettings, serverOf } from './settings.ts';

const migration: MigrationSpec = {
  database: 'supervision_db',
  source: { engine: 'postgresql', version: '15' },
  target: 'main',
  connections: {
    source: { host: 'db.internal', user: 'landfall', password: { env: 'SOURCE_PW' } },
  },
};
const LOOPBACK = 'postgres://landfall@127.0.0.1:6000/app?sslmode=disable';

const settings = (environment: NodeJS.ProcessEnv, side: 'source' | 'target' = 'source') =>
  connectionSettings(side, migration, environment);

test('the spec declares a side, and TLS is verified unless it says otherwise', () => {
  expect(settings({})).toEqual({
    host: 'db.internal',
    port: 5432,
    database: 'supervision_db',
    user: 'landfall',
    password: { kind: 'environment', variable: 'SOURCE_PW' },
    tls: 'verify-full',
    caFile: null,
  });
  expect(settings({}, 'target')).toBeNull();
  expect(connectionSettings('source', undefined, {})).toBeNull();
});

test('of the pooler it is the console that is connected to', () => {
  const declared = { host: 'pooler.internal', port: 6432, user: 'stats' };
  const connected = { ...migration, connections: { pooler: declared } };
  expect(connectionSettings('pooler', connected, {})).toMatchObject({
    host: 'pooler.internal',
    port: 6432,
    database: 'pgbouncer',
    user: 'stats',
  });
  expect(connectionSettings('pooler', migration, {})).toBeNull();
});

test('a URL of the environment replaces the spec', () => {
  const found = settings({
    LANDFALL_SOURCE_URL: 'postgresql://ro%40x@[::1]/other?sslrootcert=ca.pem',
    LANDFALL_SOURCE_PASSWORD: 'hidden',
  });
  expect(found).toEqual({
    host: '::1',
    port: 5432,
    database: 'other',
    user: 'ro@x',
    password: { kind: 'environment', variable: 'LANDFALL_SOURCE_PASSWORD' },
    tls: 'verify-full',
    caFile: 'ca.pem',
  });
  expect(found !== null && serverOf(found)).toBe('[::1]:5432/other');
  expect(settings({ LANDFALL_SOURCE_URL: LOOPBACK })?.password).toEqual({ kind: 'none' });
});

test.each([
  ['{ secret: name }', { secret: 'prod/db' }, { kind: 'secret', id: 'prod/db' }],
  ['{ iam: true }', { iam: true as const }, { kind: 'iam' }],
])('a password may be %s', (_, password, source) => {
  const connections = { target: { host: 'db.internal', user: 'landfall', password } };
  expect(connectionSettings('target', { ...migration, connections }, {})?.password).toEqual(source);
});

describe('a connection that cannot be taken says why', () => {
  test.each([
    [
      'mysql://u@h/db',
      'LANDFALL_SOURCE_URL is not the URL of a database. One looks like postgres://user@host:5432/database?sslmode=verify-full.',
    ],
    [
      'nonsense',
      'LANDFALL_SOURCE_URL is not the URL of a database. One looks like postgres://user@host:5432/database?sslmode=verify-full.',
    ],
    [
      'postgres://u:s3cret@h/db',
      'LANDFALL_SOURCE_URL holds a password, which other programs of this machine could read. Set LANDFALL_SOURCE_PASSWORD instead.',
    ],
    [
      'postgres://u@h',
      'LANDFALL_SOURCE_URL names no database. A URL looks like postgres://user@host:5432/database?sslmode=verify-full.',
    ],
    [
      'postgres://h/db',
      'LANDFALL_SOURCE_URL names no user. A URL looks like postgres://user@host:5432/database?sslmode=verify-full.',
    ],
    [
      'postgres://u@h/db?sslcert=x',
      'LANDFALL_SOURCE_URL has the parameter sslcert. It may have sslmode and sslrootcert.',
    ],
    [
      'postgres://u@h/db?sslmode=require',
      'LANDFALL_SOURCE_URL has sslmode=require. It is verify-full, or disable on loopback.',
    ],
    [
      'postgres://u@10.0.0.1/db?sslmode=disable',
      'The connection to the source at 10.0.0.1 is without TLS. That is taken on loopback alone: leave tls out, and name the authority of the server in caFile if it is not one of RDS.',
    ],
    [
      'postgres://u@127.0.0.1.example.com/db?sslmode=disable',
      'The connection to the source at 127.0.0.1.example.com is without TLS. That is taken on loopback alone: leave tls out, and name the authority of the server in caFile if it is not one of RDS.',
    ],
  ])('%s', (url, message) => {
    expect(() => settings({ LANDFALL_SOURCE_URL: url })).toThrow(message);
  });
});
