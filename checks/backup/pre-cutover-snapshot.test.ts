import { expect, test } from '@jest/globals';
import type { ClusterSnapshot } from '../../collectors/aws/rds/cluster-snapshots.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterSubject } from '../aurora/testing/fixtures.ts';
import check from './pre-cutover-snapshot.ts';
import { snapshotArtifact } from './testing/snapshots.ts';

// The tables' evidence is taken at 2026-11-23T12:00:00Z.
const subject = { ...clusterSubject(), freezeAt: '2026-11-23T10:00:00Z' };
const taken = (createdAt: string | null, status: string | null = 'available') =>
  snapshotArtifact({ createdAt, status });
const snapshots = (...main: ClusterSnapshot[]) => ({ snapshots: { main } });
const NONE = 'No snapshot was taken after the freeze.';
const UNSAID = 'AWS leaves out when a snapshot was taken, or its status.';

testCheck(check, subject, {
  pass: [
    { name: 'one after the freeze', artifacts: snapshots(taken('2026-11-23T10:30:00.000Z')) },
    { name: 'one at the freeze', artifacts: snapshots(taken('2026-11-23T10:00:00.000Z')) },
    {
      name: 'one after the freeze among others',
      artifacts: snapshots(
        taken('2026-11-01T00:00:00.000Z'),
        taken(null, null),
        taken('2026-11-23T11:00:00.000Z', 'creating'),
        taken('2026-11-23T10:30:00.000Z'),
      ),
    },
  ],
  fail: [
    { name: 'none', artifacts: snapshots(), message: NONE },
    {
      name: 'one before the freeze',
      artifacts: snapshots(taken('2026-11-23T09:59:59.000Z')),
      message: NONE,
    },
    {
      name: 'one after the freeze that failed',
      artifacts: snapshots(taken('2026-11-23T10:30:00.000Z', 'failed')),
      message: NONE,
    },
    {
      name: 'one before the freeze without a status',
      artifacts: snapshots(taken('2026-11-23T09:00:00.000Z', null)),
      message: NONE,
    },
  ],
  unsettled: [
    ...['creating', 'copying'].map((status) => ({
      name: `one after the freeze is ${status}`,
      artifacts: snapshots(taken('2026-11-23T11:00:00.000Z', status)),
      message: 'A snapshot that was begun after the freeze is not available yet.',
    })),
  ],
  unknown: [
    {
      name: 'the freeze is still to come',
      subject: { freezeAt: '2026-11-23T12:00:01Z' },
      artifacts: snapshots(taken('2026-11-23T10:30:00.000Z')),
      message: 'The declared freeze is still to come.',
    },
    { name: 'AWS leaves the time out', artifacts: snapshots(taken(null)), message: UNSAID },
    {
      name: 'AWS leaves the status out',
      artifacts: snapshots(taken('2026-11-23T10:30:00.000Z', null)),
      message: UNSAID,
    },
    {
      name: 'AWS does not list them',
      artifacts: { snapshots: { main: null } },
      message: 'AWS does not list the snapshots of the cluster.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { snapshots: { main: denied('rds:DescribeDBClusterSnapshots') } },
      message: 'AWS denied rds:DescribeDBClusterSnapshots.',
    },
  ],
});

test('without a freeze there is nothing to be taken after', () => {
  const spec = { aurora: { main: clusterSubject().declared } } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares no freeze.',
  ]);
});
