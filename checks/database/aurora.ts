import { server, type Server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** One server has started at one moment; two may have at the same, and then their databases hardly have the same number. */
function isSame(source: Server, target: Server): boolean {
  return source.startedAt === target.startedAt && source.databaseOid === target.databaseOid;
}

/** Which cluster of Aurora it is, database/target-cluster tells. */
export default defineCheck({
  id: 'database/aurora',
  title:
    'The connections reach the declared database of the source and, on another server, of Aurora',
  risk: 'Something else is judged in the place of the cluster: every other finding is about the wrong database.',
  remediation: 'Connect to the endpoint of the declared cluster.',
  fix: { sql: 'SELECT aurora_version();' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Updates.Versions.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate({ declared }, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const { source, target } = servers;
    const { aurora, database } = target;
    const expected = { aurora: true, database: declared.database, source: declared.database };
    const actual = { aurora, database, source: source.database, sourceIsAurora: source.aurora };
    if (isSame(source, target)) {
      return fail('Both connections reach the same database.', expected, actual);
    }
    if (source.database !== declared.database) {
      return fail('The connection to the source reaches another database.', expected, actual);
    }
    if (!aurora) {
      return fail('The target is not Aurora: it has no aurora_version().', expected, actual);
    }
    return database === declared.database
      ? pass(expected, actual)
      : fail('The connection to the target reaches another database.', expected, actual);
  },
});
