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
  id: 'database/pooler-mode',
  title: 'Clients keep a server connection of pgBouncer for as long as declared',
  risk: 'In another mode sessions lose what they set up, or each client holds a connection that others wait for.',
  remediation:
    'Set pool_mode in pgbouncer.ini, take other modes of databases and users out, and reload it.',
  fix: { sql: "SET pool_mode = '<mode>';" },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.pgbouncer.org/config.html#pool_mode',
    'https://www.pgbouncer.org/features.html',
  ],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: (spec) =>
    pooledDatabase(spec).map((subject) =>
      subject.declared.poolMode === undefined
        ? { ...subject, notApplicable: 'The spec declares no pool mode.' }
        : subject,
    ),

  evaluate(subject, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const { poolMode = null } = subject.declared;
    const expected = { poolMode };
    const entries = entriesOf(facts, subject);
    if (entries.length === 0) return fail(NO_ENTRY, expected, {});

    const general = settingOf(facts, 'pool_mode');
    const names = entries.map(({ name }) => name);
    // A user's own mode goes before that of a database, and this before the general one.
    const modes = [
      ...entries.map((entry) => ({
        of: `the database ${entry.name}`,
        mode: entry.poolMode ?? general,
      })),
      ...facts.users.flatMap(({ name, poolMode: mode }) =>
        mode === null ? [] : [{ of: `the user ${name}`, mode }],
      ),
      ...facts.pools
        .filter(({ database }) => names.includes(database))
        .map(({ database, user, poolMode: mode }) => ({
          of: `the pool of ${user} in ${database}`,
          mode,
        })),
    ];
    if (modes.some(({ mode }) => mode === undefined)) {
      return unknown('The console does not show the pool mode.');
    }
    const others = modes.filter(({ mode }) => mode !== poolMode);
    const actual = { poolModes: [...new Set(modes.map(({ mode }) => mode ?? ''))].sort() };
    if (others.length > 0) {
      const details = others.map(({ of, mode }) => `The pool mode of ${of} is ${mode ?? ''}.`);
      return fail('Clients have another pool mode than declared.', expected, actual, { details });
    }
    return pass(expected, actual);
  },
});
