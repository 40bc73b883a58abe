import { z } from 'zod';
import { byName, Count, Name, Region } from '../values.ts';

const BackupPlanSpec = z.strictObject({
  vault: Name,
  /** The clusters that it backs up. With neither these nor tables it backs up every declared store, and with one of them no other. */
  aurora: z.array(Name).min(1).optional(),
  /** The DynamoDB tables that it backs up. */
  tables: z.array(Name).min(1).optional(),
  /** Hours between two backups, at most. */
  intervalHours: Count,
  retentionDays: Count,
  continuous: z.boolean().optional(),
  copyToRegion: Region.optional(),
});

/** What must be recoverable, how far back and how soon. */
export const BackupSpec = z.strictObject({
  /** Recovery point objective: the most data, in minutes, that may be lost. */
  rpoMinutes: Count,
  /** Recovery time objective. */
  rtoMinutes: Count,
  /** A restore of each declared store must have succeeded within this many days. */
  restoreTestMaxAgeDays: Count,
  plans: byName(BackupPlanSpec).optional(),
  /** When writes to the source stop; a snapshot must have been taken after it. */
  freezeAt: z.iso.datetime().optional(),
});
export type BackupSpec = z.infer<typeof BackupSpec>;
