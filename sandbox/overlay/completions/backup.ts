import type { JsonCompletion } from '../completion.ts';
import { BACKUP_JOB_COMPLETIONS } from './backup-jobs.ts';
import { BACKUP_RECOVERY_POINT_COMPLETIONS } from './backup-recovery-points.ts';
import { BACKUP_RESTORE_TESTING_COMPLETIONS } from './backup-restore-testing.ts';
import { BACKUP_SELECTION_COMPLETIONS } from './backup-selections.ts';
import { BACKUP_SETTING_COMPLETIONS } from './backup-settings.ts';
import { BACKUP_VAULT_COMPLETIONS } from './backup-vaults.ts';

/** AWS Backup: plans and vaults are the emulator's; all else is held in the state, by subject. */
export const BACKUP_COMPLETIONS: readonly JsonCompletion[] = [
  ...BACKUP_JOB_COMPLETIONS,
  ...BACKUP_RECOVERY_POINT_COMPLETIONS,
  ...BACKUP_RESTORE_TESTING_COMPLETIONS,
  ...BACKUP_SELECTION_COMPLETIONS,
  ...BACKUP_SETTING_COMPLETIONS,
  ...BACKUP_VAULT_COMPLETIONS,
];
