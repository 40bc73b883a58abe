import type { JsonCompletion } from '../completion.ts';
import { one, own } from './backup-answers.ts';
import { type BackupList, narrow, readList } from './backup-state.ts';

/** Backups, copies and restores that have been made. */
export const BACKUP_JOB_COMPLETIONS: readonly JsonCompletion[] = [
  jobs('ListRestoreJobs', 'restore-jobs', 'RestoreJobs'),
  jobs('ListBackupJobs', 'backup-jobs', 'BackupJobs'),
  jobs('ListCopyJobs', 'copy-jobs', 'CopyJobs'),
  {
    ...own(['DescribeRestoreJob'], 'backup/restore-jobs'),
    async answer(parameters, context) {
      const list = await readList('restore-jobs', context);
      return one(list, 'RestoreJobId', parameters['RestoreJobId']);
    },
  },
];

function jobs(operation: string, list: BackupList, member: string): JsonCompletion {
  return {
    ...own([operation], `backup/${list}`),
    answer: async (parameters, context) => ({
      [member]: narrow(await readList(list, context), parameters),
    }),
  };
}
