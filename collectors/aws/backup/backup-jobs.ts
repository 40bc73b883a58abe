import type { BackupJob as Job } from '@aws-sdk/client-backup';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { listBackupJobs } from './operations.ts';
import { plannedTypes } from './resource-types.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far back jobs are looked at. */
export const JOBS_WINDOW_DAYS = 7;

/** One backup that was made or tried. Null is what AWS left out. */
export const BackupJob = z.strictObject({
  /** ARN of what was to be backed up. */
  source: z.string().nullable(),
  /** Such as `COMPLETED`, `RUNNING`, `FAILED` or `EXPIRED`. */
  state: z.string().nullable(),
  message: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type BackupJob = z.infer<typeof BackupJob>;

/** The jobs of the window by resource type, for the types that a declared plan backs up. */
export const backupJobs = defineCollector<BackupJob[]>({
  id: 'aws/backup/backup-jobs',
  title: 'Backup jobs of AWS Backup of the last week',
  operations: [listBackupJobs],
  item: z.array(BackupJob),
  keys: plannedTypes,
  collect: ({ spec, aws, takenAt }) =>
    observeEach(plannedTypes(spec), async (ByResourceType) =>
      observe(
        await aws.read(listBackupJobs, {
          ByResourceType,
          ByCreatedAfter: new Date(takenAt - JOBS_WINDOW_DAYS * DAY_MS),
        }),
        (answer) => (answer.BackupJobs ?? []).map(toItem),
      ),
    ),
});

function toItem(job: Job): BackupJob {
  return {
    source: job.ResourceArn ?? null,
    state: job.State ?? null,
    message: job.StatusMessage ?? null,
    createdAt: job.CreationDate?.toISOString() ?? null,
  };
}
