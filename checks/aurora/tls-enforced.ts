import { auroraClusterParameters, FORCE_SSL } from '../../collectors/aws/rds/cluster-parameters.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { APPLYING, IN_SYNC } from './parameter-status.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

const ON = '1';

/** The value counts whatever its source, since the engine's default differs between major versions (A5). */
export default defineCheck({
  id: 'aurora/tls-enforced',
  title: 'The Aurora cluster refuses connections without TLS',
  risk: 'Credentials and data cross the network in clear, and no client notices.',
  remediation:
    'Set rds.force_ssl to 1 in the cluster parameter group and reboot members that are pending.',
  fix: {
    cli: 'aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name <group> --parameters "ParameterName=rds.force_ssl,ParameterValue=1,ApplyMethod=pending-reboot"',
    cdk: 'new rds.ParameterGroup(this, "<id>", { engine, parameters: { "rds.force_ssl": "1" } })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html',
  ],
  controls: [],
  proves: ['aurora/encryption'],
  needs: { clusters: auroraClusters, parameters: auroraClusterParameters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, parameters }) {
    const expected = { [FORCE_SSL]: ON, members: IN_SYNC };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const members = Object.fromEntries(
      cluster.members.map(({ instance, parameterGroupStatus }) => [instance, parameterGroupStatus]),
    );
    const statuses = Object.values(members);
    const group = parameters.get(name);
    if (group === null) {
      const actual = { parameterGroup: null, members };
      return fail('The attached parameter group does not exist.', expected, actual, resource);
    }
    const value = group.values[FORCE_SSL] ?? null;
    const actual = { [FORCE_SSL]: value, parameterGroup: group.group, members };
    if (value !== null && value !== ON) {
      return fail('The cluster accepts connections without TLS.', expected, actual, resource);
    }
    if (statuses.some((status) => status !== null && status !== IN_SYNC && status !== APPLYING)) {
      return fail('A member does not use the parameter group yet.', expected, actual, resource);
    }
    if (value === null) {
      return unknown('AWS lists no value of rds.force_ssl in the attached parameter group.');
    }
    if (statuses.length === 0 || statuses.includes(null)) {
      return unknown('AWS does not say whether the parameter group is in force on every member.');
    }
    if (statuses.includes(APPLYING)) {
      const message = 'AWS is applying the parameter group to a member.';
      return unsettled(message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
