import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tls.ts';
import { database } from './testing/database.ts';
import { server } from './testing/server.ts';

const session = (id: string, ssl = true, version: string | null = 'TLSv1.3') => ({
  kind: 'tls',
  id,
  def: { ssl, versions: [version], sessions: 1 },
});
const seen = (
  own: Parameters<typeof server>[0] = {},
  sessions = [session('landfall@10.0.0.1/32')],
) => ({
  server: { target: server({ forceSsl: '1', ...own }) },
  liveSessions: { target: sessions },
});

testCheck(check, database(), {
  pass: [
    { name: 'TLS alone', artifacts: seen() },
    {
      name: 'but for sessions of RDS itself',
      artifacts: seen({}, [
        session('landfall@10.0.0.1/32'),
        session('rdsadmin@local', false, null),
      ]),
    },
  ],
  fail: [
    {
      name: 'our own connection in the clear',
      artifacts: seen({ tls: false, tlsVersion: null }),
      message: 'The target took a connection without TLS 1.2 or later.',
    },
    {
      name: 'an application in the clear',
      artifacts: seen({}, [session('app@10.0.0.2/32', false, null)]),
      message: 'Clients of the target are connected without TLS 1.2 or later.',
    },
    {
      name: 'an application by an old TLS',
      artifacts: seen({}, [session('app@10.0.0.2/32', true, 'TLSv1')]),
      message: 'Clients of the target are connected without TLS 1.2 or later.',
    },
    {
      name: 'not forced',
      artifacts: seen({ forceSsl: '0' }),
      message: 'The target would take connections without TLS: rds.force_ssl is off.',
    },
    {
      name: 'a server that knows no such parameter',
      artifacts: seen({ forceSsl: null }),
      message: 'The target would take connections without TLS: rds.force_ssl is off.',
    },
  ],
  unknown: [
    {
      name: 'a role that sees no sessions but its own',
      artifacts: seen({ seesSessions: false }),
      message: 'The role may not see the sessions of others: grant it pg_monitor.',
    },
    {
      name: 'a target that says nothing of itself',
      artifacts: { ...seen(), server: { target: [] } },
      message: 'The target did not say how it takes connections.',
    },
  ],
  error: [
    {
      name: 'sessions that could not be seen',
      artifacts: { ...seen(), liveSessions: { target: denied('postgresql:x') } },
      message: 'AWS denied postgresql:x.',
    },
  ],
});
