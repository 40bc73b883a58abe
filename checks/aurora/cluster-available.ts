import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { AVAILABLE, isMoving } from './states.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

const ENGINE = 'aurora-postgresql';

export default defineCheck({
  id: 'aurora/cluster-available',
  title: 'The Aurora cluster and all of its members are available',
  risk: 'The services find no database, or a cluster whose members cannot take over from each other.',
  remediation:
    'Start the cluster, restore it, or bring back the key that its storage is encrypted with.',
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html',
  ],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = { engine: ENGINE, status: AVAILABLE, members: AVAILABLE };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown('AWS does not list the members of the cluster.');

    const { engine, status } = cluster;
    if (status === null) return unknown('AWS reports no status for the cluster.');
    if (members.some((member) => member.status === null)) {
      return unknown('AWS reports no status for a member of the cluster.');
    }
    const actual = {
      engine,
      status,
      members: Object.fromEntries(members.map((member) => [member.identifier, member.status])),
    };
    const resource = { resource: cluster.arn };
    if (engine !== ENGINE) {
      return fail('The cluster runs another engine.', expected, actual, resource);
    }
    const statuses = [status, ...members.map((member) => member.status ?? '')];
    if (statuses.some((each) => each !== AVAILABLE && !isMoving(each))) {
      return fail('The cluster or a member of it is not available.', expected, actual, resource);
    }
    if (members.length === 0) {
      return fail('The cluster has no member instance.', expected, actual, resource);
    }
    if (statuses.some(isMoving)) {
      return unsettled(
        'AWS is changing the cluster or a member of it.',
        expected,
        actual,
        resource,
      );
    }
    return pass(expected, actual, resource);
  },
});
