import { auroraClusterSnapshots } from '../../collectors/aws/rds/cluster-snapshots.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from '../aurora/subjects.ts';
import { encryptionOf } from '../aurora/encryption.ts';

/** Those of earlier days too: a snapshot keeps the state of encryption that the cluster had then. */
export default defineCheck({
  id: 'backup/snapshots-encrypted',
  title: 'No manual snapshot of the Aurora cluster is unencrypted',
  risk: 'Whoever may restore or share the snapshot reads all of the data in clear.',
  remediation: 'Copy the snapshot with a KMS key, and delete the one that is not encrypted.',
  fix: {
    cli: 'aws rds copy-db-cluster-snapshot --source-db-cluster-snapshot-identifier <snapshot> --target-db-cluster-snapshot-identifier <copy> --kms-key-id <key>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { storageEncrypted: true, storageEncryptionKey: key })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterSnapshot.html',
  ],
  controls: ['Security Hub 2026-08 RDS.4'],
  proves: ['aurora/encryption', 'aurora/backup'],
  needs: { clusters: auroraClusters, snapshots: auroraClusterSnapshots },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { clusters, snapshots }) {
    const expected = { unencrypted: [] };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const list = snapshots.get(name);
    if (list === null) return unknown('AWS does not list the snapshots of the cluster.');

    const open = list.filter((snapshot) => encryptionOf(snapshot) === 'none');
    const actual = {
      unencrypted: open.map(({ identifier }) => identifier),
      snapshots: list.length,
    };
    const resource = { resource: cluster.arn };
    if (open.length > 0) {
      return fail('A snapshot is not encrypted.', expected, actual, {
        ...resource,
        details: open.map(({ identifier }) => `${identifier} is not encrypted.`),
      });
    }
    if (list.some((snapshot) => encryptionOf(snapshot) === null)) {
      return unknown('AWS does not say whether a snapshot is encrypted.');
    }
    return pass(expected, actual, resource);
  },
});
