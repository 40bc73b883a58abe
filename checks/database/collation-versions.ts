import { server, type Server } from '../../collectors/postgres/catalog/server.ts';
import { SIDES } from '../../core/postgres.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** The order of bytes never changes; of any other there must be a version to compare. */
function isUntold(server: Server): boolean {
  return server.collationVersion === null && !/^(C|POSIX)(\.|$)/i.test(server.collate ?? '');
}

export default defineCheck({
  id: 'database/collation-versions',
  title: 'The library of each side sorts as it did when the database was created',
  risk: 'Indexes are in another order than the library’s now: rows are not found and duplicates are let in.',
  remediation: 'Rebuild the indexes over texts, then refresh the version that the database keeps.',
  fix: { sql: 'ALTER DATABASE <database> REFRESH COLLATION VERSION;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/sql-altercollation.html#SQL-ALTERCOLLATION-NOTES',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const expected = {
      source: servers.source.collationVersion,
      target: servers.target.collationVersion,
    };
    const actual = {
      source: servers.source.actualCollationVersion,
      target: servers.target.actualCollationVersion,
    };
    const untold = SIDES.find((side) => isUntold(servers[side]));
    if (untold !== undefined) {
      return unknown(
        `The ${untold} keeps no version of its collation, as PostgreSQL before 15 and some libraries do not.`,
      );
    }
    // Null where the collation has no version, as C has none.
    if (expected.target !== null && expected.target !== actual.target) {
      return fail(
        'The target was created with another version of its collation.',
        expected,
        actual,
      );
    }
    return expected.source !== null && expected.source !== actual.source
      ? fail('The source was created with another version of its collation.', expected, actual)
      : pass(expected, actual);
  },
});
