import { server } from '../../collectors/postgres/catalog/server.ts';
import { fail, pass } from '../../core/judgement.ts';
import { majorOf, SAYS_NOTHING, serversOf, versionOf } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';
import { defineCheck } from '../../core/check.ts';

/** `15` is every release of 15, `15.4` that one. */
function isOf(declared: string, release: string): boolean {
  return release === declared || release.startsWith(`${declared}.`);
}

export default defineCheck({
  id: 'database/versions',
  title: 'The source runs the declared version, and the target one that is not older',
  risk: 'The target lacks what the source has, or the plan was made for another database.',
  remediation:
    'Create the cluster in the major version of the source or a later one, and declare the version that the source runs.',
  fix: { sql: 'SHOW server_version;' },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://www.postgresql.org/docs/current/upgrading.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Updates.html',
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
    const { engine, version } = declared.source;
    const expected = { engine, source: version, targetAtLeast: majorOf(source) };
    const actual = { source: versionOf(source), target: versionOf(target) };
    if (!isOf(version, actual.source)) {
      return fail('The source runs another version than the spec declares.', expected, actual);
    }
    if (majorOf(target) < majorOf(source)) {
      return fail('The target runs an older version than the source.', expected, actual);
    }
    if (majorOf(target) === majorOf(source)) return pass(expected, actual);
    return pass(expected, actual, {
      details: ['The target runs a later major version: definitions may be printed differently.'],
    });
  },
});
