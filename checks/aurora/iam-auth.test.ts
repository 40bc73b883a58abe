import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './iam-auth.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const cluster = (iamAuthentication: boolean | null) => ({
  clusters: { main: clusterArtifact({ iamAuthentication }) },
});

testCheck(check, clusterSubject(), {
  pass: [{ name: 'on', artifacts: cluster(true) }],
  fail: [
    {
      name: 'absent',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    { name: 'off', artifacts: cluster(false), message: 'The cluster takes no tokens of IAM.' },
  ],
  unknown: [
    {
      name: 'AWS does not say',
      artifacts: cluster(null),
      message: 'AWS does not say whether the cluster takes tokens of IAM.',
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
