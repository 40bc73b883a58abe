import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { lacksMember, NO_MEMBERS, NOT_ALL_DESCRIBED, NOT_LISTED } from './members.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

const SERVERLESS = 'db.serverless';

/** The declared capacity is that of serverless members; the cluster keeps it whether or not it has any (A4). */
export default defineCheck({
  id: 'aurora/instance-class',
  title: 'Every member of the Aurora cluster is serverless',
  risk: 'A provisioned member never scales, whatever capacity the cluster declares.',
  remediation: 'Modify each such instance to the class db.serverless.',
  fix: {
    cli: 'aws rds modify-db-instance --db-instance-identifier <instance> --db-instance-class db.serverless',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { writer: rds.ClusterInstance.serverlessV2("writer"), readers: [rds.ClusterInstance.serverlessV2("reader")] })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html',
  ],
  controls: [],
  proves: ['aurora/serverless-v2'],
  needs: { clusters: auroraClusters, instances: auroraInstances },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, instances }) {
    const expected = { instanceClass: SERVERLESS };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const members = instances.get(name);
    if (members === null) return unknown(NOT_LISTED);

    const resource = { resource: cluster.arn };
    const actual = {
      members: Object.fromEntries(
        members.map(({ identifier, instanceClass }) => [identifier, instanceClass]),
      ),
    };
    const others = members.filter(
      ({ instanceClass }) => instanceClass !== null && instanceClass !== SERVERLESS,
    );
    if (others.length > 0) {
      return fail('A member of the cluster is provisioned.', expected, actual, {
        ...resource,
        details: others.map((member) => `${member.identifier} is ${member.instanceClass ?? ''}.`),
      });
    }
    if (lacksMember(cluster, members)) return unknown(NOT_ALL_DESCRIBED);
    if (members.length === 0) return unknown(NO_MEMBERS);
    if (members.some(({ instanceClass }) => instanceClass === null)) {
      return unknown('AWS does not give the class of a member.');
    }
    return pass(expected, actual, resource);
  },
});
