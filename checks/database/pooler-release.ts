import { CONSOLE, pooler } from '../../collectors/postgres/pooler.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isBefore, type Release, releaseOf } from './pooler/release.ts';
import { NO_CONSOLE, NO_POOLER, pooledDatabase } from './pooler/subjects.ts';

const FLOOR: Release = [1, 25, 2];

const FLAWS: readonly { readonly id: string; readonly fixedIn: Release; readonly text: string }[] =
  [
    {
      id: 'CVE-2025-2291',
      fixedIn: [1, 24, 1],
      text: 'A password that has expired still lets its user in when auth_query finds it.',
    },
    {
      id: 'CVE-2025-12819',
      fixedIn: [1, 25, 1],
      text: 'A search path that a client sends runs its SQL while the client is authenticated.',
    },
    {
      id: 'CVE-2026-6664 to 6667',
      fixedIn: FLOOR,
      text: 'Messages of SCRAM authentication crash the pooler, and clients are ended by one who may not.',
    },
  ];

export default defineCheck({
  id: 'database/pooler-release',
  title: 'pgBouncer has no known flaw that lets strangers in or stops it',
  risk: 'A stranger runs SQL as the pooler does, or stops it for everybody with one message.',
  remediation: 'Run pgBouncer 1.25.2 or later.',
  fix: { sql: 'SHOW VERSION;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://www.pgbouncer.org/changelog.html'],
  controls: [],
  proves: ['aurora/connection-pooling'],
  needs: { pooler },
  none: NO_POOLER,
  subjects: pooledDatabase,

  evaluate(_, artifacts) {
    const facts = artifacts.pooler.get(CONSOLE);
    if (facts === null) return unknown(NO_CONSOLE);
    const release = releaseOf(facts.version);
    if (release === null) {
      return unknown('The console does not say which release of pgBouncer it is.');
    }
    const known = FLAWS.filter(({ fixedIn }) => isBefore(release, fixedIn));
    const expected = { release: `${FLOOR.join('.')} or later` };
    const actual = { release: release.join('.'), flaws: known.map(({ id }) => id) };
    if (known.length > 0) {
      const details = known.map(({ id, text }) => `${id}: ${text}`);
      return fail('The release of pgBouncer has known flaws.', expected, actual, { details });
    }
    return pass(expected, actual);
  },
});
