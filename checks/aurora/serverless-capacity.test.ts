import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './serverless-capacity.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const capacity = (minCapacity: number | null, maxCapacity: number | null) => ({
  clusters: {
    main: clusterArtifact({
      serverlessV2: { minCapacity, maxCapacity, secondsUntilAutoPause: null },
    }),
  },
});
const OTHER = 'The capacity is not the declared one.';

testCheck(check, clusterSubject(), {
  pass: [{ name: 'the declared capacities', artifacts: capacity(0.5, 1) }],
  fail: [
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
    {
      name: 'no Serverless v2 configuration (A4)',
      artifacts: { clusters: { main: clusterArtifact({ serverlessV2: null }) } },
      message: 'The cluster has no Serverless v2 capacity.',
    },
    { name: 'a larger maximum', artifacts: capacity(0.5, 2), message: OTHER },
    { name: 'a smaller maximum', artifacts: capacity(0.5, 0.5), message: OTHER },
    { name: 'a minimum of 0 pauses the cluster', artifacts: capacity(0, 1), message: OTHER },
  ],
  unknown: [
    {
      name: 'AWS leaves the minimum out',
      artifacts: capacity(null, 1),
      message: 'AWS reports only a part of the capacity.',
    },
    {
      name: 'AWS leaves the maximum out',
      artifacts: capacity(0.5, null),
      message: 'AWS reports only a part of the capacity.',
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
