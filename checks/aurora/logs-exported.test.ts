import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './logs-exported.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const exporting = (logExports: string[] | null) => ({
  clusters: { main: clusterArtifact({ logExports }) },
});
const MISSING = 'The cluster does not export a log.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'the PostgreSQL log', artifacts: exporting(['postgresql']) },
    { name: 'others as well', artifacts: exporting(['iam-db-auth-error', 'postgresql']) },
    {
      name: 'all that are declared',
      subject: clusterSubject({ logExports: ['postgresql', 'instance'] }) as never,
      artifacts: exporting(['postgresql', 'instance']),
    },
  ],
  fail: [
    {
      name: 'none',
      artifacts: exporting([]),
      message: MISSING,
      details: ['postgresql is not exported.'],
    },
    {
      name: 'AWS leaves the list out, as it does of none',
      artifacts: exporting(null),
      message: MISSING,
    },
    { name: 'another one only', artifacts: exporting(['instance']), message: MISSING },
    {
      name: 'one that is declared is missing',
      subject: clusterSubject({ logExports: ['instance'] }) as never,
      artifacts: exporting(['postgresql']),
      message: MISSING,
      details: ['instance is not exported.'],
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { clusters: { main: denied('rds:DescribeDBClusters') } },
      message: 'AWS denied rds:DescribeDBClusters.',
    },
  ],
});
