import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/iam-auth',
  title: 'The Aurora cluster lets in users with tokens of IAM, unless the spec says otherwise',
  risk: 'Every client has to keep a password that lives long.',
  remediation: 'Modify the cluster with IAM database authentication enabled.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --enable-iam-database-authentication',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { iamAuthentication: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-12',
  ],
  controls: ['Security Hub 2026-08 RDS.12'],
  proves: ['aurora/protection'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.iamAuthentication === false
        ? { ...subject, notApplicable: 'The spec declares a cluster without IAM authentication.' }
        : subject,
    ),

  evaluate({ name }, { clusters }) {
    const expected = { iamAuthentication: true };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const { iamAuthentication } = cluster;
    if (iamAuthentication === null) {
      return unknown('AWS does not say whether the cluster takes tokens of IAM.');
    }
    const actual = { iamAuthentication };
    const resource = { resource: cluster.arn };
    return iamAuthentication
      ? pass(expected, actual, resource)
      : fail('The cluster takes no tokens of IAM.', expected, actual, resource);
  },
});
