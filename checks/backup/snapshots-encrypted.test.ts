import type { ClusterSnapshot } from '../../collectors/aws/rds/cluster-snapshots.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { clusterArtifact, clusterSubject } from '../aurora/testing/fixtures.ts';
import check from './snapshots-encrypted.ts';
import { snapshotArtifact } from './testing/snapshots.ts';

const snapshots = (...main: ClusterSnapshot[]) => ({
  clusters: { main: clusterArtifact() },
  snapshots: { main },
});
const open = snapshotArtifact({
  identifier: 'main-open',
  storageEncrypted: false,
  storageEncryptionType: 'none',
});
const silent = snapshotArtifact({ storageEncrypted: null, storageEncryptionType: null });
const OPEN = 'A snapshot is not encrypted.';

testCheck(check, clusterSubject(), {
  pass: [
    { name: 'all are encrypted', artifacts: snapshots(snapshotArtifact(), snapshotArtifact()) },
    { name: 'the complete list is empty, so that none lies open', artifacts: snapshots() },
    {
      name: 'encrypted with a key that AWS owns, of which AWS says false',
      artifacts: snapshots(
        snapshotArtifact({ storageEncrypted: false, storageEncryptionType: 'sse-rds' }),
      ),
    },
  ],
  fail: [
    {
      name: 'one of two is not',
      artifacts: snapshots(snapshotArtifact(), open),
      message: OPEN,
      details: ['main-open is not encrypted.'],
    },
    {
      name: 'false, and AWS leaves the type out',
      artifacts: snapshots(
        snapshotArtifact({ storageEncrypted: false, storageEncryptionType: null }),
      ),
      message: OPEN,
    },
    {
      name: 'one is not, and of another AWS says nothing',
      artifacts: snapshots(silent, open),
      message: OPEN,
    },
    {
      name: 'the cluster is gone',
      artifacts: { clusters: { main: null }, snapshots: { main: [] } },
      message: 'The Aurora cluster does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves it out',
      artifacts: snapshots(silent),
      message: 'AWS does not say whether a snapshot is encrypted.',
    },
    {
      name: 'AWS does not list them',
      artifacts: { clusters: { main: clusterArtifact() }, snapshots: { main: null } },
      message: 'AWS does not list the snapshots of the cluster.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        clusters: { main: clusterArtifact() },
        snapshots: { main: denied('rds:DescribeDBClusterSnapshots') },
      },
      message: 'AWS denied rds:DescribeDBClusterSnapshots.',
    },
  ],
});
