import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { auroraClusterNetwork } from '../../collectors/aws/rds/cluster-network.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { placedClusters } from './placed.ts';
import { ABSENT, NO_CLUSTERS } from './subjects.ts';

/** The group that every VPC comes with. EC2 lets no other group have the name. */
const DEFAULT_GROUP = 'default';
const ACTIVE = 'active';

export default defineCheck({
  id: 'aurora/security-groups',
  title: 'The Aurora cluster has exactly the declared security groups, and not the default one',
  risk: 'The database is open to whatever the other group admits, or closed to the services.',
  remediation: 'Modify the cluster with exactly the declared VPC security groups.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --vpc-security-group-ids <group> --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { securityGroups: [<group>] })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.RDSSecurityGroups.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'aurora/protection'],
  needs: { clusters: auroraClusters, network: auroraClusterNetwork, groups: securityGroups },
  none: NO_CLUSTERS,
  subjects: placedClusters,

  evaluate({ name, vpc, declared }, artifacts) {
    const expected = { securityGroups: [...declared.securityGroups].sort() };
    const cluster = artifacts.clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const network = artifacts.network.get(name);
    if (network === null) return fail(ABSENT, expected, {});
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail('The VPC does not exist.', expected, {});

    const resource = { resource: cluster.arn };
    const attached = network.securityGroups
      .map(({ id, status }) => ({ group: groups.byId[id]?.name ?? id, status }))
      .sort((left, right) => (left.group < right.group ? -1 : 1));
    const actual = { securityGroups: attached };
    const settled = attached.filter(({ status }) => status === ACTIVE).map(({ group }) => group);
    if (settled.includes(DEFAULT_GROUP)) {
      const message = 'The cluster has the default security group of its VPC.';
      return fail(message, expected, actual, resource);
    }
    const extra = settled.filter((group) => !expected.securityGroups.includes(group));
    const missing = expected.securityGroups.filter(
      (declaredGroup) => !attached.some(({ group }) => group === declaredGroup),
    );
    if (extra.length > 0 || missing.length > 0) {
      return fail('The cluster has other security groups than declared.', expected, actual, {
        ...resource,
        details: [
          ...extra.map((group) => `${group} is attached and not declared.`),
          ...missing.map((group) => `${group} is declared and not attached.`),
        ],
      });
    }
    if (attached.some(({ status }) => status === null)) {
      return unknown('AWS does not say whether a security group is in force.');
    }
    if (settled.length < attached.length) {
      const message = 'The security groups of the cluster are being changed.';
      return unsettled(message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
