import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isBefore, type Release, releaseOf } from './pooler/release.ts';
import {
  entriesOf,
  NO_CONSOLE,
  NO_ENTRY,
  NO_POOLER,
  type PooledDatabase,
  pooledDatabase,
  settingOf,
} from './pooler/subjects.ts';

/** How the spec names it among what the applications use. */
const USE = 'prepared-statements';

/** The first release that moves them with a client. */
const FIRST: Release = [1, 21, 0];

export default defineCheck({
  id: 'database/pooler-prepared-statements',
  title: 'Prepared statements work through pgBouncer where applications use them',
  risk: 'Statements that a driver prepared are not found on the next server connection, and queries fail at random under load.',
  remediation:
    'Run pgBouncer 1.21 or later with max_prepared_statements above 0, or turn prepared statements off in the drivers.',
  fix: { sql: "SET max_prepared_statements = '200';" },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.pgbouncer.org/config.html#max_prepared_statements'],
  controls: [],
  proves: [],
  needs: { pooler },
  none: NO_POOLER,
  subjects: (spec): readonly PooledDatabase[] =>
    pooledDatabase(spec).map((subject) => {
      const at = subject.uses.indexOf(USE);
      if (at === -1) {
        const notApplicable = 'The spec does not say that applications use prepared statements.';
        return { ...subject, notApplicable };
      }
      const use = ['migration', 'source', 'uses', at];
      return { ...subject, alsoAt: [...(subject.alsoAt ?? []), use] };
    }),

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const uses = subject.uses.filter((use) => use === USE);
    const expected = {
      uses,
      release: `${FIRST.join('.')} or later`,
      maxPreparedStatements: 'above 0',
    };
    const entries = entriesOf(facts, subject);
    if (entries.length === 0) return fail(NO_ENTRY, expected, {});

    const modes = entries.map(({ poolMode }) => poolMode ?? settingOf(facts, 'pool_mode') ?? null);
    const release = releaseOf(facts.version);
    if (release === null || modes.includes(null)) {
      return unknown('The console does not show the release and the pool mode.');
    }
    const most = settingOf(facts, 'max_prepared_statements') ?? null;
    const actual = { release: release.join('.'), maxPreparedStatements: most, poolModes: modes };
    // A client of session mode has one server connection, and finds there what it prepared.
    const own = facts.users.flatMap(({ poolMode }) => poolMode ?? []);
    if ([...modes, ...own].every((mode) => mode === 'session')) {
      return pass({ uses, poolModes: ['session'] }, actual);
    }
    if (isBefore(release, FIRST) || most === '0') {
      return fail('The pooler loses the statements that drivers prepare.', expected, actual);
    }
    if (most === null) return unknown('The console does not show max_prepared_statements.');
    return pass(expected, actual);
  },
});
