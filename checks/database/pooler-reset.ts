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
    'https://www.pgbouncer.org/config.html#server_reset_query_always',
    'https://www.postgresql.org/docs/current/sql-discard.html',
  ],
  controls: [],
  proves: [],
  needs: { pooler },
  none: NO_POOLER,
  subjects: (spec) =>
    pooledDatabase(spec).map((subject) => {
      const { poolMode = 'session' } = subject.declared;
      return poolMode === 'session'
        ? subject
        : {
            ...subject,
            notApplicable: `In ${poolMode} mode pgBouncer resets nothing between clients: they may set up nothing that outlasts it.`,
          };
    }),

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const expected = { serverResetQuery: 'DISCARD ALL' };
    const entries = entriesOf(facts, subject);
    if (entries.length === 0) return fail(NO_ENTRY, expected, {});

    const query = settingOf(facts, 'server_reset_query');
    const general = entries.map(
      ({ poolMode }) => poolMode ?? settingOf(facts, 'pool_mode') ?? null,
    );
    if (query === undefined || general.includes(null)) {
      return unknown('The console does not show the pool mode and what is run between clients.');
    }
    const names = entries.map(({ name }) => name);
    const ofUsers = facts.users.flatMap(({ poolMode }) => poolMode ?? []);
    const ofPools = facts.pools
      .filter(({ database }) => names.includes(database))
      .map(({ poolMode }) => poolMode);
    const modes = [...new Set([...general, ...ofUsers, ...ofPools])];
    const always = settingOf(facts, 'server_reset_query_always') ?? null;
    const actual = { serverResetQuery: query, serverResetQueryAlways: always, poolModes: modes };
    const isReset = /^discard all;?$/i.test(query.trim());
    if (modes.includes('session') && !isReset) {
      return fail('What one client leaves behind is not removed.', expected, actual);
    }
    // In the other modes pgBouncer runs it only when it is told to.
    const unreset = modes.filter((mode) => mode !== 'session');
    if (unreset.length > 0 && !(isReset && always === '1')) {
      return unknown(
        `In ${unreset.join(' and ')} mode nothing is reset between clients, and the console does not show what they leave behind.`,
      );
    }
    return pass(expected, actual);
  },
});
