import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/minor-upgrade',
  title: 'Members of the Aurora cluster take minor versions automatically, or do not, as declared',
  risk: 'The database is upgraded on its own during the cutover, or misses security fixes.',
  remediation: 'Modify the instances with the declared setting.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --auto-minor-version-upgrade',
    cdk: 'new rds.CfnDBInstance(this, "<id>", { autoMinorVersionUpgrade: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13',
  ],
  controls: [
    'Security Hub 2026-08 RDS.13',
    'Security Hub 2026-08 RDS.35',
    'CIS AWS 5.0.0 2.2.2',
    'CIS AWS 6.0.0 3.2.2',
  ],
  proves: ['aurora/maintenance'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.autoMinorVersionUpgrade === undefined
        ? {
            ...subject,
            notApplicable: 'The spec does not say whether minor versions are taken automatically.',
          }
        : subject,
    ),

  evaluate({ name, declared }, { clusters, instances }) {
    const wanted = declared.autoMinorVersionUpgrade ?? null;
    const expected = { autoMinorVersionUpgrade: wanted };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);
    const resource = { resource: cluster.arn };
    const actual = {
      members: Object.fromEntries(
        members.map(({ identifier, autoMinorVersionUpgrade }) => [
          identifier,
          autoMinorVersionUpgrade,
        ]),
      ),
    };
    // Of the members: what the cluster says of it only echoes them (A2).
    const different = members.filter(
      ({ autoMinorVersionUpgrade: own }) => own !== null && own !== wanted,
    );
    if (different.length > 0) {
      return fail('A member has another setting than declared.', expected, actual, {
        ...resource,
        details: different.map(({ identifier }) => `${identifier} has another setting.`),
      });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.length === 0) {
      return fail('The cluster has no member.', expected, actual, resource);
    }
    if (members.some(({ autoMinorVersionUpgrade }) => autoMinorVersionUpgrade === null)) {
      return unknown('RDS does not give the setting of all members.');
    }
    return pass(expected, actual, resource);
  },
});
