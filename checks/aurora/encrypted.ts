import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { encryptionOf } from './encryption.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

export default defineCheck({
  id: 'aurora/encrypted',
  title: "The Aurora cluster's storage is encrypted, with the declared key if there is one",
  risk: 'Data, snapshots and replicas lie in clear; encryption cannot be switched on afterwards.',
  remediation:
    'Restore a snapshot of the cluster with the declared KMS key; it cannot be changed in place.',
  fix: {
    cli: 'aws rds restore-db-cluster-from-snapshot --db-cluster-identifier <cluster> --snapshot-identifier <snapshot> --engine aurora-postgresql --kms-key-id <key>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { storageEncrypted: true, storageEncryptionKey: key })',
  },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html',
  ],
  controls: [
    'Security Hub 2026-08 RDS.3',
    'Security Hub 2026-08 RDS.27',
    'CIS AWS 5.0.0 2.2.1',
    'CIS AWS 6.0.0 3.2.1',
  ],
  proves: ['aurora/encryption'],
  needs: { clusters: auroraClusters, keys: kmsKeys },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters, keys }) {
    const alias = declared.kmsKeyAlias;
    const expected = { storageEncrypted: true, ...(alias === undefined ? {} : { kmsKey: alias }) };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const { storageEncrypted, storageEncryptionType, kmsKeyId } = cluster;
    const actual = { storageEncrypted, storageEncryptionType, kmsKey: kmsKeyId };
    const encryption = encryptionOf(cluster);
    if (encryption === null) return unknown('AWS does not say whether the storage is encrypted.');
    if (encryption === 'none') {
      return fail('The storage is not encrypted.', expected, actual, resource);
    }
    if (alias !== undefined) {
      if (encryption === 'owned-key') {
        return fail('The storage is encrypted with another key.', expected, actual, resource);
      }
      const key = keys.get(alias);
      if (key === null) return fail('The declared key does not exist.', expected, actual, resource);
      if (kmsKeyId === null) {
        return unknown('AWS does not say which key the storage is encrypted with.');
      }
      if (kmsKeyId !== key.arn && !key.arn.endsWith(`:key/${kmsKeyId}`)) {
        const declaredKey = { ...expected, kmsKey: key.arn };
        return fail('The storage is encrypted with another key.', declaredKey, actual, resource);
      }
    }
    return pass(expected, actual, resource);
  },
});
