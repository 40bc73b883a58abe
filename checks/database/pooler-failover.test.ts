import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-failover.ts';
import { consoleOf, pooled } from './testing/pooler.ts';

const MESSAGE = 'The pooler stays with a writer that is gone.';

testCheck(check, pooled(), {
  pass: [
    { name: 'short times', artifacts: { pooler: consoleOf() } },
    {
      name: 'a connection for each use',
      artifacts: { pooler: consoleOf({ settings: { server_lifetime: '0' } }) },
    },
  ],
  fail: [
    {
      name: 'a name that is kept for an hour',
      artifacts: { pooler: consoleOf({ settings: { dns_max_ttl: '3600' } }) },
      message: MESSAGE,
      details: ['The setting dns_max_ttl is "3600", and not 0 to 15 seconds.'],
    },
    {
      name: "pgBouncer's own defaults",
      artifacts: {
        pooler: consoleOf({
          settings: {
            server_login_retry: '15',
            server_connect_timeout: '15',
            tcp_user_timeout: '0',
          },
        }),
      },
      message: MESSAGE,
      details: [
        'The setting server_login_retry is "15", and not 0 to 5 seconds.',
        'The setting server_connect_timeout is "15", and not 1 to 5 seconds.',
        'The setting tcp_user_timeout is "0", and not 1 to 30000 milliseconds.',
      ],
    },
    {
      name: 'idle connections that nobody watches',
      artifacts: {
        pooler: consoleOf({ settings: { tcp_keepalive: '0', server_lifetime: undefined } }),
      },
      message: MESSAGE,
      details: ['The setting tcp_keepalive is "0", and not 1.'],
    },
    {
      name: 'a number that is none',
      artifacts: { pooler: consoleOf({ settings: { server_lifetime: 'soon' } }) },
      message: MESSAGE,
      details: ['The setting server_lifetime is "soon", and not 0 to 3600 seconds.'],
    },
  ],
  unknown: [
    {
      name: 'a console that says nothing',
      artifacts: { pooler: { console: null } },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
    {
      name: 'a console without the settings',
      artifacts: {
        pooler: consoleOf({ settings: { server_lifetime: undefined, dns_max_ttl: undefined } }),
      },
      message: 'The console does not show dns_max_ttl, server_lifetime.',
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
