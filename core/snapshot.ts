import { z } from 'zod';
import { CallRecord, Cause } from './aws.ts';
import { StoredObservation } from './observation.ts';

const ArtifactRecord = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('collected'),
    items: z.record(z.string(), StoredObservation),
  }),
  z.strictObject({ state: z.literal('failed'), cause: Cause }),
]);
export type ArtifactRecord = z.infer<typeof ArtifactRecord>;

/** Everything one run saw, as JSON. Judging a stored snapshot again gives the same findings. */
export const Snapshot = z.strictObject({
  formatVersion: z.literal(1),
  /** SHA-256 of the canonical spec, in hex: a snapshot serves the spec it was taken for, no other. */
  specDigest: z.string(),
  suite: z.string(),
  account: z.string(),
  region: z.string(),
  partition: z.string(),
  /** Where the calls went instead of to AWS's own addresses, such as a sandbox; null when they went to AWS. */
  endpoint: z.string().nullable(),
  /** When collecting began: the only clock of the checks. */
  takenAt: z.iso.datetime(),
  /** Why collecting ended before its time, as a sentence; null when it did not. */
  stopped: z.string().nullable(),
  artifacts: z.record(z.string(), ArtifactRecord),
  calls: z.array(CallRecord),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** How many items could not be seen; an artifact that was not collected counts as one. */
export function unseenOf({ artifacts }: Snapshot): number {
  return Object.values(artifacts)
    .map((record) =>
      record.state === 'failed'
        ? 1
        : Object.values(record.items).filter(({ state }) => state === 'unseen').length,
    )
    .reduce((sum, count) => sum + count, 0);
}
