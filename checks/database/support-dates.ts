import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SUPPORT_ENDS } from './postgresql-versions.ts';
import { majorOf, SAYS_NOTHING, serversOf, versionOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** The community’s dates: standard support by Aurora ends no earlier. */
export default defineCheck({
  id: 'database/support-dates',
  title: 'PostgreSQL still supports the major version of the target',
  risk: 'Flaws of the database are no longer mended, and Aurora charges for Extended Support.',
  remediation:
    'Move to a major version that is supported for as long as the deployment is to last.',
  fix: { sql: 'SHOW server_version;' },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/support/versioning/',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate(_, artifacts, { takenAt }) {
    const servers = serversOf(artifacts.server);
    if (servers === null) return SAYS_NOTHING;
    const major = majorOf(servers.target);
    const endsOn = SUPPORT_ENDS[String(major)];
    if (endsOn === undefined) {
      return unknown(`It is not known here until when PostgreSQL ${major} is supported.`);
    }
    const today = new Date(takenAt).toISOString().slice(0, 10);
    const expected = { supportedOn: today };
    const actual = { version: versionOf(servers.target), supportEndsOn: endsOn };
    return today <= endsOn
      ? pass(expected, actual)
      : fail('PostgreSQL no longer supports the major version of the target.', expected, actual);
  },
});
