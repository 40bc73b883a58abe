import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-tls.ts';
import { consoleOf, pooled } from './testing/pooler.ts';

const MESSAGE = 'The pooler takes or makes connections that are not protected.';

testCheck(check, pooled(), {
  pass: [
    { name: 'both sides', artifacts: { pooler: consoleOf() } },
    {
      name: 'protocols by their names, and a client that proves itself',
      artifacts: {
        pooler: consoleOf({
          settings: { server_tls_protocols: 'tlsv1.2, tlsv1.3', client_tls_sslmode: 'verify-full' },
        }),
      },
    },
    {
      name: 'another database without TLS',
      artifacts: {
        pooler: consoleOf({
          servers: [{ user: 'x', database: 'other', state: 'idle', address: null, tls: null }],
        }),
      },
    },
  ],
  fail: [
    {
      name: 'TLS without a look at the certificate',
      artifacts: { pooler: consoleOf({ settings: { server_tls_sslmode: 'require' } }) },
      message: MESSAGE,
      details: ['The setting server_tls_sslmode is "require", and not verify-full.'],
    },
    {
      name: 'clients may do without',
      artifacts: { pooler: consoleOf({ settings: { client_tls_sslmode: 'prefer' } }) },
      message: MESSAGE,
      details: [
        'The setting client_tls_sslmode is "prefer", and not require or verify-ca or verify-full.',
      ],
    },
    {
      name: 'old protocols',
      artifacts: { pooler: consoleOf({ settings: { client_tls_protocols: 'tlsv1.1,tlsv1.2' } }) },
      message: MESSAGE,
      details: [
        'The setting client_tls_protocols is "tlsv1.1,tlsv1.2", and not secure, or TLS 1.2 and 1.3 alone.',
      ],
    },
    {
      name: 'a connection from before the setting',
      artifacts: {
        pooler: consoleOf({
          servers: [
            { user: 'agents', database: 'app', state: 'idle', address: '10.0.20.4', tls: null },
          ],
        }),
      },
      message: 'Server connections without TLS are open.',
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
      artifacts: { pooler: consoleOf({ settings: { client_tls_sslmode: undefined } }) },
      message: 'The console does not show client_tls_sslmode.',
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
