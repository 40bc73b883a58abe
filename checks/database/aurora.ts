import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { SAYS_NOTHING, serversOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION, type MovedDatabase } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

export default defineCheck({
  id: 'database/aurora',
  title: 'The connection to the target reaches Aurora',
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
  subjects: (spec): readonly MovedDatabase[] =>
    movedDatabase(spec).map((subject) => ({ ...subject, alsoAt: [['migration', 'target']] })),

  evaluate({ declared }, artifacts) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const { aurora, database } = servers.target;
    const expected = { cluster: declared.target, aurora: true, database: declared.database };
    const actual = { aurora, database };
    if (!aurora) {
      return fail('The target is not Aurora: it has no aurora_version().', expected, actual);
    }
    return database === declared.database
      ? pass(expected, actual)
      : fail('The connection to the target reaches another database.', expected, actual);
  },
});
