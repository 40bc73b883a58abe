import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { isMoving } from './states.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/writer-readers',
  title: 'The Aurora cluster has one writer and at least the declared readers',
  risk: 'Reads have nowhere to go, or nobody takes over when the writer fails.',
  remediation: 'Create the readers that are missing in the cluster.',
  fix: {
    cli: 'aws rds create-db-instance --db-instance-identifier <instance> --db-cluster-identifier <cluster> --engine aurora-postgresql --db-instance-class db.serverless',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { readers: [rds.ClusterInstance.serverlessV2("reader", { scaleWithWriter: true })] })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterMember.html',
  ],
  controls: [],
  proves: ['aurora/high-availability'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const expected = { writers: 1, minReaders: declared.readers };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const { members, status } = cluster;
    const writers = members.filter(({ isWriter }) => isWriter === true).length;
    const readers = members.filter(({ isWriter }) => isWriter === false).length;
    const actual = { writers, readers, status };
    if (members.some(({ isWriter }) => isWriter === null)) {
      return unknown('AWS does not say whether a member is the writer.');
    }
    if (writers !== 1 || readers < declared.readers) {
      if (status !== null && isMoving(status)) {
        return unsettled('AWS is changing the cluster.', expected, actual, resource);
      }
      const message =
        writers === 1
          ? 'The cluster has fewer readers than declared.'
          : 'The cluster does not have exactly one writer.';
      return fail(message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
