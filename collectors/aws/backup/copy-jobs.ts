import type { CopyJob as Job } from '@aws-sdk/client-backup';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { listCopyJobs } from './operations.ts';
import { plannedTypes } from './resource-types.ts';

/** One copy of a recovery point to another vault that was made or tried. Null is what AWS left out. */
export const CopyJob = z.strictObject({
  /** ARN of what was backed up. */
  source: z.string().nullable(),
  /** ARN. */
  destinationVault: z.string().nullable(),
  /** Such as `COMPLETED`, `RUNNING` or `FAILED`. */
  state: z.string().nullable(),
  completedAt: z.iso.datetime().nullable(),
});
export type CopyJob = z.infer<typeof CopyJob>;

/** All copy jobs that AWS Backup still lists, by resource type, for the types that a declared plan backs up. */
export const copyJobs = defineCollector<CopyJob[]>({
  id: 'aws/backup/copy-jobs',
  title: 'Copy jobs of AWS Backup',
  operations: [listCopyJobs],
  item: z.array(CopyJob),
  keys: plannedTypes,
  collect: ({ spec, aws }) =>
    observeEach(plannedTypes(spec), async (ByResourceType) =>
      observe(await aws.read(listCopyJobs, { ByResourceType }), (answer) =>
        (answer.CopyJobs ?? []).map(toItem),
      ),
    ),
});

function toItem(job: Job): CopyJob {
  return {
    source: job.ResourceArn ?? null,
    destinationVault: job.DestinationBackupVaultArn ?? null,
    state: job.State ?? null,
    completedAt: job.CompletionDate?.toISOString() ?? null,
  };
}
