import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { lacksMember, NO_MEMBERS, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { APPLYING, IN_SYNC } from './parameter-status.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

interface Use {
  readonly member: string;
  readonly group: string;
  /** Null when AWS left it out. */
  readonly status: string | null;
}

/** Of the cluster's own group and of the members' groups: each has values that wait for a reboot. */
export default defineCheck({
  id: 'aurora/parameters-in-sync',
  title: 'Every member of the Aurora cluster uses the values of its parameter groups',
  risk: 'The database runs with other settings than its groups show, until a reboot that nobody planned.',
  remediation: 'Reboot the members that wait for it, before the cutover.',
  fix: {
    cli: 'aws rds reboot-db-instance --db-instance-identifier <instance>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { parameterGroup })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html',
  ],
  controls: [],
  proves: ['aurora/maintenance'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = { status: IN_SYNC };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);

    const resource = { resource: cluster.arn };
    const uses: readonly Use[] = [
      ...cluster.members.map(({ instance, parameterGroupStatus }) => ({
        member: instance,
        group: cluster.parameterGroup ?? '',
        status: parameterGroupStatus,
      })),
      ...members.flatMap(({ identifier, parameterGroups }) =>
        parameterGroups.map(({ name: group, status }) => ({ member: identifier, group, status })),
      ),
    ];
    const actual = { uses: uses.map((use) => ({ ...use })) };
    const waiting = uses.filter(
      ({ status }) => status !== null && status !== IN_SYNC && status !== APPLYING,
    );
    if (waiting.length > 0) {
      return fail('A member does not use the values of a parameter group.', expected, actual, {
        ...resource,
        details: waiting.map(
          ({ member, group, status }) => `${member} is ${status ?? ''} with ${group}.`,
        ),
      });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (uses.length === 0) return unknown(NO_MEMBERS);
    if (uses.some(({ status }) => status === null)) {
      return unknown('AWS does not say whether a member uses the values of its groups.');
    }
    if (uses.some(({ status }) => status === APPLYING)) {
      const message = 'AWS is applying a parameter group to a member.';
      return unsettled(message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
