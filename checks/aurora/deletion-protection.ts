import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** On the cluster: that of a member instance has no effect on Aurora. */
export default defineCheck({
  id: 'aurora/deletion-protection',
  title: 'The Aurora cluster is protected from deletion, unless the spec says otherwise',
  risk: 'One command, or one wrong plan of an infrastructure tool, deletes the migrated database.',
  remediation: 'Modify the cluster with deletion protection enabled.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --deletion-protection',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { deletionProtection: true })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
  ],
  controls: ['Security Hub 2026-08 RDS.7'],
  proves: ['aurora/protection'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.deletionProtection
        ? subject
        : { ...subject, notApplicable: 'The spec declares that the cluster may be deleted.' },
    ),

  evaluate({ name, declared }, { clusters }) {
    const expected = { deletionProtection: declared.deletionProtection };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const { deletionProtection } = cluster;
    if (deletionProtection === null) {
      return unknown('AWS does not say whether the cluster is protected from deletion.');
    }
    const actual = { deletionProtection };
    if (!deletionProtection) {
      return fail('The cluster can be deleted.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
