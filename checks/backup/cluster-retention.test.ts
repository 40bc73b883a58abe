import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from '../aurora/testing/fixtures.ts';
import check from './cluster-retention.ts';

const cluster = (facts: Parameters<typeof clusterArtifact>[0]) => ({
  clusters: { main: clusterArtifact(facts) },
});
const declared = (retentionDays: number) => ({
  subject: clusterSubject({ backup: { retentionDays, window: '03:00-04:00' } }) as never,
});
const SHORT = 'Backups are not kept long enough.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'the declared days', artifacts: cluster({ backupRetentionDays: 7 }) },
    { name: 'more than the declared days', artifacts: cluster({ backupRetentionDays: 35 }) },
  ],
  fail: [
    { name: 'a day less', artifacts: cluster({ backupRetentionDays: 6 }), message: SHORT },
    {
      name: "Aurora's own minimum",
      artifacts: cluster({ backupRetentionDays: 1 }),
      message: SHORT,
    },
    {
      name: 'a week is the floor, whatever is declared',
      ...declared(3),
      artifacts: cluster({ backupRetentionDays: 3 }),
      message: SHORT,
    },
    {
      name: 'more is declared than the floor',
      ...declared(14),
      artifacts: cluster({ backupRetentionDays: 7 }),
      message: SHORT,
    },
    {
      name: 'another window',
      artifacts: cluster({ backupWindow: '12:00-13:00' }),
      message: 'Backups are taken in another window.',
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves the retention out',
      artifacts: cluster({ backupRetentionDays: null }),
      message: 'AWS reports no retention for the cluster.',
    },
    {
      name: 'AWS leaves the window out',
      artifacts: cluster({ backupWindow: null }),
      message: 'AWS reports no backup window for the cluster.',
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
