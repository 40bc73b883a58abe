import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** `Capacity` and `ScalingConfigurationInfo` belong to Serverless v1 and say nothing here. */
export default defineCheck({
  id: 'aurora/serverless-capacity',
  title: 'The Aurora cluster scales between the declared capacities',
  risk: 'The database is too small for the declared load, or costs more than was planned.',
  remediation: 'Modify the cluster with the declared ServerlessV2ScalingConfiguration.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --serverless-v2-scaling-configuration MinCapacity=<ACU>,MaxCapacity=<ACU>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { serverlessV2MinCapacity: <ACU>, serverlessV2MaxCapacity: <ACU> })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html',
  ],
  controls: [],
  proves: ['sizing/acu', 'aurora/serverless-v2'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const { minAcu, maxAcu } = declared.capacity;
    const expected = { minAcu, maxAcu };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const capacity = cluster.serverlessV2;
    if (capacity === null) {
      return fail('The cluster has no Serverless v2 capacity.', expected, {}, resource);
    }
    const { minCapacity, maxCapacity } = capacity;
    if (minCapacity === null || maxCapacity === null) {
      return unknown('AWS reports only a part of the capacity.');
    }
    const actual = { minAcu: minCapacity, maxAcu: maxCapacity };
    if (minCapacity !== minAcu || maxCapacity !== maxAcu) {
      return fail('The capacity is not the declared one.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
