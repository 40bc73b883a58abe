import type { DebianProgram } from '../debian-packages/program.ts';
import { PgbouncerError } from './pgbouncer-error.ts';

export const PGBOUNCER: DebianProgram = {
  name: 'pgBouncer',
  id: 'pgbouncer',
  variable: 'PGBOUNCER_BIN',
  commands: ['pgbouncer'],
  package: 'pgbouncer',
  path: 'usr/sbin/pgbouncer',
  // What a small system may lack.
  libraries: /^lib(event|c-?ares|ssl)/,
  others: [],
  version: /^PgBouncer (\d+\.\d+\.\d+)/m,
  environment: () => ({}),
  advice: 'Debian and Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer',
  fail: (message) => new PgbouncerError(message),
};
