import type { RestoreJobsListMember } from '@aws-sdk/client-backup';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { listRestoreJobs } from './operations.ts';
import { declaredTypes } from './resource-types.ts';

/** One restore that AWS Backup made or tried. Null is what AWS left out. */
export const RestoreJob = z.strictObject({
  /** ARN of the resource that was backed up. */
  source: z.string().nullable(),
  status: z.string().nullable(),
  /** Null when nobody told AWS Backup what came of a validation, which it does not make by itself. */
  validation: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
});
export type RestoreJob = z.infer<typeof RestoreJob>;

/**
 * All restore jobs that AWS Backup still lists, by resource type, for the types that the spec declares. They are not
 * narrowed by time: a job that is under way has no end yet, and would be left out.
 */
export const restoreJobs = defineCollector<RestoreJob[]>({
  id: 'aws/backup/restore-jobs',
  title: 'Restore jobs of AWS Backup',
  operations: [listRestoreJobs],
  item: z.array(RestoreJob),
  keys: declaredTypes,
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      declaredTypes(spec).map(async (type): Promise<[string, Observation<RestoreJob[]>]> => {
        const answer = await aws.read(listRestoreJobs, { ByResourceType: type });
        return [type, observe(answer, ({ RestoreJobs }) => (RestoreJobs ?? []).map(toItem))];
      }),
    );
    return Object.fromEntries(entries);
  },
});

function toItem(job: RestoreJobsListMember): RestoreJob {
  return {
    source: job.SourceResourceArn ?? null,
    status: job.Status ?? null,
    validation: job.ValidationStatus ?? null,
    createdAt: job.CreationDate?.toISOString() ?? null,
    completedAt: job.CompletionDate?.toISOString() ?? null,
  };
}
