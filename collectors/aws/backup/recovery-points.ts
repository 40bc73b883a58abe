import type { RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { listRecoveryPointsByBackupVault } from './operations.ts';
import { declaredVaults } from './resource-types.ts';

/** What can be restored. Null is what AWS left out. */
export const RecoveryPoint = z.strictObject({
  arn: z.string().nullable(),
  /** ARN of what was backed up. */
  source: z.string().nullable(),
  /** Such as `COMPLETED`, `PARTIAL`, `DELETING` or `EXPIRED`. */
  status: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  encrypted: z.boolean().nullable(),
  /** ARN of the plan that made it; null for one that was made by hand. */
  plan: z.string().nullable(),
});
export type RecoveryPoint = z.infer<typeof RecoveryPoint>;

/** All recovery points of each vault that a declared plan writes to, by the vault's name. */
export const recoveryPoints = defineCollector<RecoveryPoint[]>({
  id: 'aws/backup/recovery-points',
  title: 'Recovery points in the declared AWS Backup vaults',
  operations: [listRecoveryPointsByBackupVault],
  item: z.array(RecoveryPoint),
  keys: declaredVaults,
  collect: ({ spec, aws }) =>
    observeEach(declaredVaults(spec), async (BackupVaultName) =>
      observe(await aws.read(listRecoveryPointsByBackupVault, { BackupVaultName }), (answer) =>
        (answer.RecoveryPoints ?? []).map(toItem),
      ),
    ),
});

function toItem(point: RecoveryPointByBackupVault): RecoveryPoint {
  return {
    arn: point.RecoveryPointArn ?? null,
    source: point.ResourceArn ?? null,
    status: point.Status ?? null,
    createdAt: point.CreationDate?.toISOString() ?? null,
    encrypted: point.IsEncrypted ?? null,
    plan: point.CreatedBy?.BackupPlanArn ?? null,
  };
}
