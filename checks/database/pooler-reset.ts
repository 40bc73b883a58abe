import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import {
  entriesOf,
  NO_CONSOLE,
  NO_ENTRY,
  NO_POOLER,
  pooledDatabase,
  settingOf,
} from './pooler/subjects.ts';

export default defineCheck({
  id: 'database/pooler-reset',
  title: 'The next client of a server connection finds nothing of the last one',
  risk: 'Settings, roles, locks and temporary tables of one client act on the statements of another.',
  remediation: 'Set server_reset_query to DISCARD ALL in pgbouncer.ini, and reload it.',
  fix: { sql: "SET server_reset_query = 'DISCARD ALL';" },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#server_reset_query',
    'https://www.postgresql.org/docs/current/sql-discard.html',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const expected = { serverResetQuery: 'DISCARD ALL' };
    const entries = entriesOf(facts, subject);
    if (entries.length === 0) return fail(NO_ENTRY, expected, {});

    const query = settingOf(facts, 'server_reset_query');
    const modes = entries.map(({ poolMode }) => poolMode ?? settingOf(facts, 'pool_mode') ?? null);
    if (query === undefined || modes.includes(null)) {
      return unknown('The console does not show the pool mode and what is run between clients.');
    }
    const own = facts.users.map(({ poolMode }) => poolMode);
    const actual = { serverResetQuery: query, poolModes: [...new Set(modes)] };
    // pgBouncer runs it when a client leaves session mode; in the others nothing may be set up that it would remove.
    const isSession = [...modes, ...own].includes('session');
    if (isSession && !/^discard all;?$/i.test(query.trim())) {
      return fail('What one client leaves behind is not removed.', expected, actual);
    }
    return pass(isSession ? expected : { poolModes: ['transaction', 'statement'] }, actual);
  },
});
