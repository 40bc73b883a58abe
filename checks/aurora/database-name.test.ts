import type { AuroraCluster } from '../../collectors/aws/rds/clusters.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './database-name.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const having = (facts: Partial<AuroraCluster> = {}) => ({
  clusters: { main: clusterArtifact(facts) },
});

testCheck(check, clusterSubject({ databaseName: 'orders' }), {
  pass: [{ name: 'it was created with it', artifacts: having() }],
  fail: [
    {
      name: 'no cluster',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'it was created with another',
      artifacts: having({ databaseName: 'postgres' }),
      message: 'The cluster was created with another database.',
    },
    {
      name: 'PostgreSQL tells names apart by their case',
      artifacts: having({ databaseName: 'Orders' }),
      message: 'The cluster was created with another database.',
    },
  ],
  unknown: [
    {
      name: 'it was created with none: SQL may have made it since',
      artifacts: having({ databaseName: null }),
      message:
        'RDS names no database: the cluster was created without one, and what SQL has created since is not seen.',
    },
  ],
  error: [
    {
      name: 'the cluster could not be seen',
      artifacts: { clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
