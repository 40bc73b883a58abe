import { z } from 'zod';
import { Severity } from '../spec/sections/gates.ts';
import { Status } from '../finding.ts';
import { Counts, Verdict } from '../verdict.ts';

/** A finding's status, or that its failure was waived. */
const Outcome = z.union([Status, z.literal('waived')]);
export type Outcome = z.infer<typeof Outcome>;

/**
 * How a finding differs between two runs: `new` fails now and did not; `fixed` failed and passes; `changed` is undecided,
 * waived or no longer waived now; `gone` failed and is no longer judged, which fixes nothing.
 */
export const ChangeKind = z.enum(['new', 'fixed', 'changed', 'gone']);
export type ChangeKind = z.infer<typeof ChangeKind>;

export const Change = z.strictObject({
  /** Of the finding: `findingKey`. */
  key: z.string(),
  kind: ChangeKind,
  check: z.string(),
  subject: z.string(),
  severity: Severity,
  /** Null for a finding that the earlier run does not have. */
  before: Outcome.nullable(),
  /** Null for a finding that the later run does not have. */
  after: Outcome.nullable(),
  /** Whether the part of the spec that it verifies differs too: then the deployment need not have changed. */
  specChanged: z.boolean(),
});
export type Change = z.infer<typeof Change>;

/** What a run is compared by. */
export const PastRun = z.strictObject({
  id: z.string(),
  finishedAt: z.iso.datetime(),
  verdict: Verdict,
  counts: Counts,
  specDigest: z.string(),
});
export type PastRun = z.infer<typeof PastRun>;

/** A run beside the runs of the same suite and environment before it. */
export const History = z.strictObject({
  /** The run that `changes` are since. */
  since: PastRun,
  changes: z.array(Change),
  /** Findings that failed then and now. */
  still: z.int(),
  /** Places of the spec that differ from the earlier run's, as JSON pointers, in order; at most 200. */
  specChanges: z.array(z.string()),
  /** Keys of findings that flap: three changes or more between fail and not, within the last ten runs. */
  flapping: z.array(z.string()),
  /** Since when each finding that fails has failed without a break, by key. */
  failingSince: z.record(z.string(), z.iso.datetime()),
  /** The runs before this one, oldest first; at most twenty. */
  runs: z.array(PastRun),
});
export type History = z.infer<typeof History>;
