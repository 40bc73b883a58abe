import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NO_MEMBERS, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** Judges the setting; whether groups and routes would let anybody through is for the sg and network checks. */
export default defineCheck({
  id: 'aurora/not-public',
  title: 'No member of the Aurora cluster is publicly accessible',
  risk: 'The database has a public address, and one open security group away from it is the internet.',
  remediation: 'Modify the instance with --no-publicly-accessible.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --no-publicly-accessible --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { writer: rds.ClusterInstance.serverlessV2("writer", { publiclyAccessible: false }) })',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  ],
  controls: ['Security Hub 2026-08 RDS.2', 'CIS AWS 5.0.0 2.2.3', 'CIS AWS 6.0.0 3.2.3'],
  proves: ['aurora/protection'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = { publiclyAccessible: [] };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);

    const resource = { resource: cluster.arn };
    const open = members.filter(({ publiclyAccessible }) => publiclyAccessible === true);
    const actual = {
      publiclyAccessible: open.map(({ identifier }) => identifier),
      members: members.map(({ identifier }) => identifier),
    };
    if (open.length > 0) {
      return fail('A member is publicly accessible.', expected, actual, {
        ...resource,
        details: open.map(({ identifier }) => `${identifier} is publicly accessible.`),
      });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.length === 0) return unknown(NO_MEMBERS);
    if (members.some(({ publiclyAccessible }) => publiclyAccessible === null)) {
      return unknown('AWS does not say whether a member is publicly accessible.');
    }
    return pass(expected, actual, resource);
  },
});
