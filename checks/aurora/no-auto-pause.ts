import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** A minimum of 0 is what lets a cluster pause: AWS gives the time until then nowhere else (A4). */
export default defineCheck({
  id: 'aurora/no-auto-pause',
  title: 'The Aurora cluster does not pause when it is idle, unless the spec lets it',
  risk: 'After a quiet time the first request waits for the database to resume, longer than clients wait.',
  remediation: 'Modify the cluster with a minimum capacity above 0.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --serverless-v2-scaling-configuration MinCapacity=0.5,MaxCapacity=<ACU>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MinCapacity: 0.5 })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html',
  ],
  controls: [],
  proves: ['aurora/serverless-v2', 'sizing/acu'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.capacity.minAcu > 0
        ? subject
        : { ...subject, notApplicable: 'The spec declares that the cluster may pause.' },
    ),

  evaluate({ name }, { clusters }) {
    const expected = { pauses: false };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const capacity = cluster.serverlessV2;
    if (capacity === null) {
      return fail('The cluster has no Serverless v2 capacity.', expected, {}, resource);
    }
    const { minCapacity, secondsUntilAutoPause } = capacity;
    const actual = { minAcu: minCapacity, secondsUntilAutoPause };
    if (minCapacity === 0 || secondsUntilAutoPause !== null) {
      return fail('The cluster pauses when it is idle.', expected, actual, resource);
    }
    if (minCapacity === null) return unknown('AWS does not give the minimum of the capacity.');
    return pass(expected, actual, resource);
  },
});
