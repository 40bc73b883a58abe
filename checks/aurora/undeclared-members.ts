import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** A spec counts readers and does not name them, so that one too many cannot be told from the others. */
export default defineCheck({
  id: 'aurora/undeclared-members',
  title: 'The cluster has no more members than declared',
  risk: 'An instance that nobody planned is paid for, takes connections, and may be promoted.',
  remediation: 'Declare the reader, or delete it.',
  fix: {
    cli: 'aws rds delete-db-instance --db-instance-identifier <instance> --skip-final-snapshot',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { readers: [rds.ClusterInstance.serverlessV2("reader")] })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html',
  ],
  controls: [],
  proves: ['aurora/high-availability'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const expected = { maxMembers: 1 + declared.readers };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = cluster.members.map(({ instance }) => instance).sort();
    const actual = { members: members.length };
    const resource = cluster.arn;
    return members.length <= expected.maxMembers
      ? pass(expected, actual, { resource })
      : fail('The cluster has more members than declared.', expected, actual, {
          resource,
          details: [`Its members are ${members.join(', ')}.`],
        });
  },
});
