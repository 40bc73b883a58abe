import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './pooler-release.ts';
import { consoleOf, pooled } from './testing/pooler.ts';

testCheck(check, pooled(), {
  pass: [
    { name: 'the first without them', artifacts: { pooler: consoleOf() } },
    { name: 'a later one', artifacts: { pooler: consoleOf({ version: 'PgBouncer 1.100.0' }) } },
    { name: 'a later major', artifacts: { pooler: consoleOf({ version: 'PgBouncer 2.0.0' }) } },
  ],
  fail: [
    {
      name: 'that of Debian 12',
      artifacts: { pooler: consoleOf({ version: 'PgBouncer 1.18.0' }) },
      message: 'The release of pgBouncer has known flaws.',
      details: [
        'CVE-2025-2291: A password that has expired still lets its user in when auth_query finds it.',
        'CVE-2025-12819: A search path that a client sends runs its SQL while the client is authenticated.',
        'CVE-2026-6664 to 6667: Messages of SCRAM authentication crash the pooler, and clients are ended by one who may not.',
      ],
    },
    {
      name: 'one fix short',
      artifacts: { pooler: consoleOf({ version: 'PgBouncer 1.25.1' }) },
      message: 'The release of pgBouncer has known flaws.',
      details: [
        'CVE-2026-6664 to 6667: Messages of SCRAM authentication crash the pooler, and clients are ended by one who may not.',
      ],
    },
    {
      name: 'two fixes short',
      artifacts: { pooler: consoleOf({ version: 'PgBouncer 1.24.1' }) },
      message: 'The release of pgBouncer has known flaws.',
      details: [
        'CVE-2025-12819: A search path that a client sends runs its SQL while the client is authenticated.',
        'CVE-2026-6664 to 6667: Messages of SCRAM authentication crash the pooler, and clients are ended by one who may not.',
      ],
    },
  ],
  unknown: [
    {
      name: 'a console that says nothing',
      artifacts: { pooler: { console: null } },
      message: 'What answers as the console of the pooler does not say what it is.',
    },
    {
      name: 'a release without a number',
      artifacts: { pooler: consoleOf({ version: 'PgBouncer head' }) },
      message: 'The console does not say which release of pgBouncer it is.',
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
