import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from '../aurora/testing/fixtures.ts';
import check from './cluster-restorable.ts';

// The tables' evidence is taken at 2026-11-23T12:00:00Z.
const cluster = (facts: Parameters<typeof clusterArtifact>[0]) => ({
  clusters: { main: clusterArtifact(facts) },
});
const objectives = { rpoMinutes: 5, rtoMinutes: 30, restoreTestMaxAgeDays: 90 };
const STALE = 'The latest restorable time is too long ago.';

testCheck(
  check,
  { ...clusterSubject(), objectives },
  {
    pass: [
      {
        name: 'three minutes ago, a week back',
        artifacts: cluster({ latestRestorableTime: '2026-11-23T11:57:00.000Z' }),
      },
      {
        name: 'exactly at the objective',
        artifacts: cluster({ latestRestorableTime: '2026-11-23T11:55:00.000Z' }),
      },
      {
        name: 'without an objective a quarter of an hour will do',
        subject: { objectives: undefined },
        artifacts: cluster({ latestRestorableTime: '2026-11-23T11:46:00.000Z' }),
      },
      {
        name: 'a young cluster has a short window',
        artifacts: cluster({
          createdAt: '2026-11-23T09:00:00.000Z',
          earliestRestorableTime: '2026-11-23T09:10:00.000Z',
          latestRestorableTime: '2026-11-23T11:57:00.000Z',
        }),
      },
    ],
    fail: [
      {
        name: 'the window of a young cluster does not reach back to its first backup',
        artifacts: cluster({
          createdAt: '2026-11-22T16:00:00.000Z',
          earliestRestorableTime: '2026-11-23T09:10:00.000Z',
        }),
        message: 'The restorable window is shorter than the retention.',
      },
      {
        name: 'six minutes ago (A11)',
        artifacts: cluster({ latestRestorableTime: '2026-11-23T11:54:00.000Z' }),
        message: STALE,
      },
      {
        name: 'six minutes ago, and AWS leaves the earliest time out',
        artifacts: cluster({
          latestRestorableTime: '2026-11-23T11:54:00.000Z',
          earliestRestorableTime: null,
        }),
        message: STALE,
      },
      {
        name: 'a day ago',
        artifacts: cluster({ latestRestorableTime: '2026-11-22T12:00:00.000Z' }),
        message: STALE,
      },
      {
        name: 'the window is two days of seven',
        artifacts: cluster({ earliestRestorableTime: '2026-11-21T12:00:00.000Z' }),
        message: 'The restorable window is shorter than the retention.',
      },
      {
        name: 'the cluster is gone',
        artifacts: { clusters: { main: null } },
        message: 'The Aurora cluster does not exist.',
      },
    ],
    unsettled: [
      {
        name: 'created two minutes ago',
        artifacts: cluster({
          createdAt: '2026-11-23T11:58:00.000Z',
          latestRestorableTime: '2026-11-23T11:00:00.000Z',
        }),
        message: 'The cluster is too young to have a backup.',
      },
    ],
    unknown: [
      {
        name: 'AWS leaves the latest time out',
        artifacts: cluster({ latestRestorableTime: null }),
        message: 'AWS reports no restorable time for the cluster.',
      },
      {
        name: 'AWS leaves the earliest time out',
        artifacts: cluster({ earliestRestorableTime: null }),
        message: 'AWS reports no restorable time for the cluster.',
      },
      {
        name: 'AWS leaves the retention out',
        artifacts: cluster({ backupRetentionDays: null }),
        message: 'AWS reports no retention for the cluster.',
      },
      {
        name: 'AWS leaves the age out',
        artifacts: cluster({ createdAt: null }),
        message: 'AWS does not say how old the cluster is.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { clusters: { main: denied('rds:DescribeDBClusters') } },
        message: 'AWS denied rds:DescribeDBClusters.',
      },
    ],
  },
);
