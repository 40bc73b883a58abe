import { server } from '../../collectors/postgres/catalog/server.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SAYS_NOTHING } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const ABSENT = 'The Aurora cluster that is the target does not exist.';

/** Names of instances are unique in an account and region, and RDS keeps them in lower case. */
export default defineCheck({
  id: 'database/target-cluster',
  title: 'The connection to the target reaches the writer of the declared Aurora cluster',
  risk: 'Another cluster is judged in the place of the declared one: every finding about the database is about the wrong one.',
  remediation: 'Connect to the writer endpoint of the declared cluster.',
  fix: { sql: 'SELECT aurora_db_instance_identifier();' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora_db_instance_identifier.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterMember.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server, clusters: auroraClusters },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate({ declared }, artifacts) {
    const expected = { cluster: declared.target, writer: true };
    const target = artifacts.server.get('target')?.[0]?.def;
    const cluster = artifacts.clusters.get(declared.target);
    if (cluster === null) return fail(ABSENT, expected, {});
    if (target === undefined) return SAYS_NOTHING;
    const { instance, aurora } = target;
    const resource = { resource: cluster.arn };
    if (instance === null) {
      return aurora
        ? unknown('The target does not say which instance it is; Aurora does from 13.7 on.')
        : fail(
            'The target is no member of an Aurora cluster: it has no aurora_db_instance_identifier().',
            expected,
            { instance },
            resource,
          );
    }
    const member = cluster.members.find((each) => each.instance === instance.toLowerCase());
    if (member === undefined) {
      const message = 'The target is no member of the declared Aurora cluster.';
      const members = cluster.members.map((each) => each.instance).sort();
      return fail(message, expected, { instance, members }, resource);
    }
    if (member.isWriter === null) {
      return unknown('AWS does not say whether the member that was reached is the writer.');
    }
    const actual = { cluster: declared.target, writer: member.isWriter, instance };
    return member.isWriter
      ? pass(expected, actual, resource)
      : fail('The target is a reader of the declared Aurora cluster.', expected, actual, resource);
  },
});
