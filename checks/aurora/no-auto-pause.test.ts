import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-auto-pause.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const capacity = (minCapacity: number | null, secondsUntilAutoPause: number | null = null) => ({
  clusters: {
    main: clusterArtifact({
      serverlessV2: { minCapacity, maxCapacity: 4, secondsUntilAutoPause },
    }),
  },
});
const PAUSES = 'The cluster pauses when it is idle.';

testCheck(check, clusterSubject(), {
  pass: [{ name: 'it keeps half a unit', artifacts: capacity(0.5) }],
  fail: [
    { name: 'a minimum of 0 (A4)', artifacts: capacity(0, 300), message: PAUSES },
    {
      name: 'a minimum of 0, and AWS leaves out how soon',
      artifacts: capacity(0),
      message: PAUSES,
    },
    {
      name: 'AWS leaves the minimum out, but not how soon it pauses',
      artifacts: capacity(null, 300),
      message: PAUSES,
    },
    {
      name: 'no Serverless v2 configuration',
      artifacts: { clusters: { main: clusterArtifact({ serverlessV2: null }) } },
      message: 'The cluster has no Serverless v2 capacity.',
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves the minimum out',
      artifacts: capacity(null),
      message: 'AWS does not give the minimum of the capacity.',
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

test('a cluster that may pause by its spec is not judged', () => {
  const { declared } = clusterSubject({ capacity: { minAcu: 0, maxAcu: 1 } });
  const spec = { aurora: { main: declared } } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares that the cluster may pause.',
  ]);
});
