import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';
import check from './writer-readers.ts';

/** Members by whether AWS calls them the writer. */
const cluster = (roles: (boolean | null)[], status: string | null = 'available') => ({
  clusters: {
    main: clusterArtifact({
      status,
      members: roles.map((isWriter, index) => ({
        instance: `main-${index + 1}`,
        isWriter,
        parameterGroupStatus: 'in-sync',
      })),
    }),
  },
});
const ONE_WRITER = 'The cluster does not have exactly one writer.';
const FEWER = 'The cluster has fewer readers than declared.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'a writer and the declared reader', artifacts: cluster([true, false]) },
    { name: 'more readers than declared', artifacts: cluster([false, true, false]) },
    {
      name: 'no reader is declared',
      subject: clusterSubject({ readers: 0 }) as never,
      artifacts: cluster([true]),
    },
  ],
  fail: [
    { name: 'the writer alone', artifacts: cluster([true]), message: FEWER },
    { name: 'no writer', artifacts: cluster([false, false]), message: ONE_WRITER },
    { name: 'two writers', artifacts: cluster([true, true, false]), message: ONE_WRITER },
    { name: 'no member', artifacts: cluster([]), message: ONE_WRITER },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unsettled: [
    {
      name: 'a failover is under way',
      artifacts: cluster([false, false], 'failing-over'),
      message: 'AWS is changing the cluster.',
    },
  ],
  unknown: [
    {
      name: 'a third member that may be a second writer',
      artifacts: cluster([true, false, null]),
      message: 'AWS does not say whether a member is the writer.',
    },
    {
      name: 'a member that may be the writer',
      artifacts: cluster([null, false]),
      message: 'AWS does not say whether a member is the writer.',
    },
    {
      name: 'a member that may be the reader',
      artifacts: cluster([true, null]),
      message: 'AWS does not say whether a member is the writer.',
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
