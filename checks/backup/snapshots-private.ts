import { snapshotShares } from '../../collectors/aws/rds/snapshot-shares.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredClusters, NO_CLUSTERS } from '../aurora/subjects.ts';

export default defineCheck({
  id: 'backup/snapshots-private',
  title: 'No snapshot of the Aurora cluster is shared with another account',
  risk: 'Strangers restore the whole database.',
  remediation: 'Take the accounts out of the restore attribute of the snapshot.',
  fix: {
    cli: 'aws rds modify-db-cluster-snapshot-attribute --db-cluster-snapshot-identifier <snapshot> --attribute-name restore --values-to-remove all',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { storageEncryptionKey: key }) // a snapshot under a key of your own cannot be made public',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBClusterSnapshot',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-share-snapshot.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-1',
  ],
  controls: ['Security Hub 2026-08 RDS.1'],
  proves: ['aurora/protection', 'aurora/backup'],
  needs: { shares: snapshotShares },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { shares }, { account }) {
    const expected = { sharedWith: [] };
    // No snapshot is shared where there is none.
    const snapshots = shares.get(name) ?? [];
    const shared = snapshots.flatMap(({ identifier, restorableBy }) =>
      restorableBy.filter((who) => who !== account).map((who) => ({ identifier, who })),
    );
    const actual = { snapshots: snapshots.length, sharedWith: shared.map(({ who }) => who) };
    const details = shared.map(({ identifier, who }) =>
      who === 'all'
        ? `Everyone may restore ${identifier}.`
        : `Account ${who} may restore ${identifier}.`,
    );
    if (shared.some(({ who }) => who === 'all')) {
      return fail('A snapshot is public.', expected, actual, { details });
    }
    return shared.length > 0
      ? fail('A snapshot is shared with another account.', expected, actual, { details })
      : pass(expected, actual);
  },
});
