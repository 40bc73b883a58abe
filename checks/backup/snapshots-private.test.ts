import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterSubject } from '../aurora/testing/fixtures.ts';
import check from './snapshots-private.ts';

const having = (...restorableBy: readonly string[][]) => ({
  shares: {
    main: restorableBy.map((each, index) => ({
      arn: `arn:${index}`,
      identifier: `snapshot-${index}`,
      restorableBy: each,
    })),
  },
});

testCheck(
  check,
  { ...clusterSubject() },
  {
    pass: [
      { name: 'none is there', artifacts: having() },
      { name: 'shared with nobody', artifacts: having([], []) },
      { name: 'shared with the own account', artifacts: having(['123456789012']) },
    ],
    fail: [
      {
        name: 'public',
        artifacts: having([], ['999988887777', 'all']),
        message: 'A snapshot is public.',
        details: [
          'Account 999988887777 may restore snapshot-1.',
          'Everyone may restore snapshot-1.',
        ],
      },
      {
        name: 'shared with another account (A10)',
        artifacts: having(['999988887777']),
        message: 'A snapshot is shared with another account.',
        details: ['Account 999988887777 may restore snapshot-0.'],
      },
    ],
    unknown: [],
    error: [
      {
        name: 'denied',
        artifacts: { shares: { main: denied('rds:DescribeDBClusterSnapshotAttributes') } },
        message: 'AWS denied rds:DescribeDBClusterSnapshotAttributes.',
      },
    ],
  },
);
