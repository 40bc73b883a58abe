import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ENGINE } from './engine.ts';
import { lacksMember, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { AVAILABLE, isMoving } from './states.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** Serverless v2 has it too: `serverless` is the mode of Serverless v1. */
const ENGINE_MODE = 'provisioned';

export default defineCheck({
  id: 'aurora/cluster-available',
  title: 'The Aurora PostgreSQL cluster and all of its members are available',
  risk: 'The services find no database, or a cluster whose members cannot take over from each other.',
  remediation:
    'Start the cluster, restore it, or bring back the key that its storage is encrypted with.',
  fix: {
    cli: 'aws rds start-db-cluster --db-cluster-identifier <cluster>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { engine: rds.DatabaseClusterEngine.auroraPostgres({ version }) })',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html',
  ],
  controls: [],
  proves: ['aurora/serverless-v2'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = {
      engine: ENGINE,
      engineMode: ENGINE_MODE,
      status: AVAILABLE,
      members: AVAILABLE,
    };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const { arn, engine, engineMode, status } = cluster;
    const resource = { resource: arn };
    const found = { engine, engineMode, status };
    if (engine !== null && engine !== ENGINE) {
      return fail('The cluster runs another engine.', expected, found, resource);
    }
    if (engineMode !== null && engineMode !== ENGINE_MODE) {
      return fail('The cluster runs in another engine mode.', expected, found, resource);
    }
    if (status !== null && !isGood(status)) {
      return fail('The cluster is not available.', expected, found, resource);
    }
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);
    const actual = {
      ...found,
      members: Object.fromEntries(members.map((member) => [member.identifier, member.status])),
    };
    const bad = members.filter((member) => member.status !== null && !isGood(member.status));
    if (bad.length > 0) {
      return fail('A member of the cluster is not available.', expected, actual, {
        ...resource,
        details: bad.map((member) => `${member.identifier} is ${member.status ?? ''}.`),
      });
    }
    if (members.length === 0 && cluster.members.length === 0) {
      return fail('The cluster has no member instance.', expected, actual, resource);
    }
    if (engine === null || engineMode === null || status === null) {
      return unknown('AWS leaves out the engine, its mode or the status of the cluster.');
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.some((member) => member.status === null)) {
      return unknown('AWS reports no status for a member of the cluster.');
    }
    if (isMoving(status) || members.some((member) => isMoving(member.status ?? ''))) {
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

function isGood(status: string): boolean {
  return status === AVAILABLE || isMoving(status);
}
