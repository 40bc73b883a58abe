import { expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { classifyPostgres } from './classify.ts';

const coded = (code: string, message = 'said the server') =>
  Object.assign(new Error(message), { code });

test.each([
  ['a privilege that is missing', coded('42501'), 'denied'],
  ['a wrong password', coded('28P01'), 'credentials'],
  ['a host that is not let in', coded('28000'), 'credentials'],
  ['a cancelled statement', coded('57014'), 'timeout'],
  ['a lock that was not had in time', coded('55P03'), 'timeout'],
  ['a server that shuts down', coded('57P01'), 'network'],
  ['a server that starts up', coded('57P03'), 'network'],
  ['a lost connection', coded('08006'), 'network'],
  ['nobody at the port', coded('ECONNREFUSED'), 'network'],
  ['a certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'network'],
  ['a certificate of an unknown authority', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'network'],
  ['too many connections', coded('53300'), 'server-error'],
  ['a table that is not there', coded('42P01'), 'rejected'],
  ['what Aurora does not support', coded('0A000'), 'rejected'],
  ['a driver that waited too long', new Error('timeout expired'), 'timeout'],
  [
    'a connection that ended under a query',
    new Error('Connection terminated unexpectedly'),
    'network',
  ],
  ['a server without TLS', new Error('The server does not support SSL connections'), 'network'],
  ['a password that is not to be had', new UsageError('set DB_PW'), 'credentials'],
  ['anything else', new TypeError('x is undefined'), 'bug'],
])('%s', (_, error, kind) => {
  expect(classifyPostgres(error).kind).toBe(kind);
});
