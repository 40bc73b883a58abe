/** How storage is encrypted: not at all, with a key that AWS owns, or with one of KMS. */
export type Encryption = 'none' | 'owned-key' | 'kms';

interface Told {
  /** AWS says false of a key that it owns, too. */
  readonly storageEncrypted: boolean | null;
  readonly storageEncryptionType: string | null;
}

/**
 * Null when AWS does not say. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html has both
 * members; the type is the younger of them, and may be missing.
 */
export function encryptionOf({ storageEncrypted, storageEncryptionType }: Told): Encryption | null {
  if (storageEncrypted === true) return 'kms';
  if (storageEncryptionType === 'sse-rds') return 'owned-key';
  return storageEncrypted === null ? null : 'none';
}
