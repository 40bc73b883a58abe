import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';
import check from './undeclared-members.ts';

const having = (...instances: readonly string[]) => ({
  clusters: {
    main: clusterArtifact({
      members: instances.map((instance, index) => ({
        instance,
        isWriter: index === 0,
        parameterGroupStatus: 'in-sync',
      })),
    }),
  },
});

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'a writer and the declared reader', artifacts: having('main-1', 'main-2') },
    { name: 'too few, which is judged elsewhere', artifacts: having('main-1') },
  ],
  fail: [
    {
      name: 'one reader too many',
      artifacts: having('main-1', 'main-2', 'debug'),
      message: 'The cluster has more members than declared.',
      details: ['Its members are debug, main-1, main-2.'],
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
