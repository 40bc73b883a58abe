// A sound snapshot, for the tables of the backup checks.
import type { ClusterSnapshot } from '../../../collectors/aws/rds/cluster-snapshots.ts';

export function snapshotArtifact(facts: Partial<ClusterSnapshot> = {}): ClusterSnapshot {
  return {
    arn: 'arn:aws:rds:us-east-1:123456789012:cluster-snapshot:main-before',
    identifier: 'main-before',
    status: 'available',
    createdAt: '2026-11-23T10:30:00.000Z',
    storageEncrypted: true,
    storageEncryptionType: 'sse-kms',
    ...facts,
  };
}
