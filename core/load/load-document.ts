import { z } from 'zod';
import { LoadRun } from './load-run.ts';
import { SizingVerdict } from './sizing.ts';

/** What a scenario says of one workload, and by which rule. */
const WorkloadVerdict = z.strictObject({
  scenario: z.string(),
  workload: z.string(),
  verdict: SizingVerdict,
  /** Such as `L1`; docs/load.md has them. */
  rule: z.string(),
  reason: z.string(),
  evidence: z.record(z.string(), z.number()),
});
export type WorkloadVerdict = z.infer<typeof WorkloadVerdict>;

/** Why a load test ended before its plan was done. */
export const Stop = z.strictObject({
  /**
   * `guard`: a fuse of ours, for what was sent did harm or nobody looked any more; `caller`: somebody interrupted it; `generator`: k6
   * ended by itself or was killed by somebody else; `verdict`: what was sent already says that more of it is of no use; `error`:
   * Landfall could not go on, such as of a full disk, so that what was sent last is not kept, or ended before what AWS reported was.
   */
  by: z.enum(['guard', 'caller', 'generator', 'verdict', 'error']),
  sentence: z.string(),
});
export type Stop = z.infer<typeof Stop>;

/** A load test as it is stored: what was sent, what was measured, and what that says. */
export const LoadDocument = z.strictObject({
  formatVersion: z.literal(1),
  /** ULID: sortable by time. */
  id: z.string(),
  tool: z.string(),
  /** What every scenario's plan carries, by which it is known to be of this test. */
  marker: z.string(),
  /** The version of k6 that sent it; null when messages alone were sent. */
  k6: z.string().nullable(),
  spec: z.strictObject({
    file: z.string(),
    environment: z.string().nullable(),
    digest: z.string(),
  }),
  deployment: z.string(),
  /** Where the spec by which it was sent stands; null of tests that were sent before this was kept, which are judged no more. */
  account: z.strictObject({ id: z.string(), region: z.string() }).nullable().default(null),
  target: z.strictObject({
    origin: z.string(),
    environment: z.enum(['test', 'staging', 'production']),
    /** Where its name led when the test began. */
    addresses: z.array(z.string()),
  }),
  stop: Stop.nullable(),
  /** By resource, as sizes are named: how it was declared to scale and to be connected when the load was sent, as JSON. */
  declarations: z.record(z.string(), z.string()).default({}),
  /** Whether `load` has the sizes that it was sent to; false where only the streams were left, which do not tell them. */
  sizesKnown: z.boolean().default(true),
  /** Whether what AWS reported meanwhile is kept with it. False of tests that were sent before it could be. */
  watched: z.boolean().default(false),
  /** Whether messages were sent; what was sent is kept with it. */
  messaging: z.boolean().default(false),
  /** The worst of the workloads', or INCONCLUSIVE when nothing was judged. */
  verdict: SizingVerdict,
  workloads: z.array(WorkloadVerdict),
  load: LoadRun,
});
export type LoadDocument = z.infer<typeof LoadDocument>;

/** 0 holds · 1 undersized · 2 invalid · 3 inconclusive · 4 ended by a guard. */
export function loadExitCode({ verdict, stop }: LoadDocument): 0 | 1 | 2 | 3 | 4 {
  if (stop?.by === 'guard') return 4;
  switch (verdict) {
    case 'HOLDS':
    case 'OVERSIZED':
      return 0;
    case 'UNDERSIZED':
      return 1;
    case 'INVALID':
      return 2;
    case 'INCONCLUSIVE':
      return 3;
  }
}

const WORST_FIRST: readonly SizingVerdict[] = SizingVerdict.options;

/** The worst; without any, nothing was proven. */
export function worstVerdict(verdicts: readonly SizingVerdict[]): SizingVerdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'INCONCLUSIVE';
}
