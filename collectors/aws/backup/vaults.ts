import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { observeEach } from '../each.ts';
import { getBackupVaultAccessPolicy, listBackupVaults } from './operations.ts';
import { declaredVaults } from './resource-types.ts';

/** One vault. Null is what AWS left out. */
export const BackupVault = z.strictObject({
  arn: z.string(),
  locked: z.boolean().nullable(),
  /** From when on nobody can take the lock away; null for a lock that some may take away. */
  lockDate: z.iso.datetime().nullable(),
  minRetentionDays: z.int().nullable(),
  /** JSON; null when the vault has no policy. */
  policy: z.string().nullable(),
});
export type BackupVault = z.infer<typeof BackupVault>;

/** Every vault that a declared plan writes to, by its name. */
export const backupVaults = defineCollector<BackupVault>({
  id: 'aws/backup/vaults',
  title: 'AWS Backup vaults with their locks and policies',
  operations: [listBackupVaults, getBackupVaultAccessPolicy],
  item: BackupVault,
  keys: declaredVaults,
  collect: (context) => observeEach(declaredVaults(context.spec), (name) => vaultOf(context, name)),
});

async function vaultOf({ aws }: CollectContext, name: string): Promise<Observation<BackupVault>> {
  const listed = await aws.read(listBackupVaults, {});
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);
  const vault = listed.value.BackupVaultList?.find(
    ({ BackupVaultName }) => BackupVaultName === name,
  );
  if (vault === undefined) return absent(listed.calls);
  const { BackupVaultArn: arn, Locked, LockDate, MinRetentionDays } = vault;
  if (arn === undefined) return malformed(listBackupVaults, listed.calls, 'A vault has no ARN.');
  const policy = await aws.read(getBackupVaultAccessPolicy, { BackupVaultName: name });
  if (policy.state === 'failed') return unseen(policy.cause);
  return present(
    {
      arn,
      locked: Locked ?? null,
      lockDate: LockDate?.toISOString() ?? null,
      minRetentionDays: MinRetentionDays ?? null,
      policy: policy.state === 'absent' ? null : (policy.value.Policy ?? null),
    },
    [...listed.calls, ...policy.calls],
  );
}
