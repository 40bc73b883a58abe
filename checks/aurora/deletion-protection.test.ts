import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deletion-protection.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const protection = (deletionProtection: boolean | null) => ({
  clusters: { main: clusterArtifact({ deletionProtection }) },
});

testCheck(check, clusterSubject(), {
  pass: [{ name: 'protected', artifacts: protection(true) }],
  fail: [
    { name: 'not protected', artifacts: protection(false), message: 'The cluster can be deleted.' },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves it out',
      artifacts: protection(null),
      message: 'AWS does not say whether the cluster is protected from deletion.',
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
