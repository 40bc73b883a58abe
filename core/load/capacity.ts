import { z } from 'zod';

/** What a search for the breaking point found: rates in requests a second. */
export const Capacity = z.strictObject({
  /** The greatest level that held; null when none did. The capacity is at least that. */
  lowerRequestsPerSecond: z.number().nullable(),
  /** The least level that did not hold; null when all did, and nothing is known of more. */
  upperRequestsPerSecond: z.number().nullable(),
  /** Both over the declared rate. */
  headroom: z.strictObject({ lower: z.number().nullable(), upper: z.number().nullable() }),
  /**
   * Why it went no further. `width`: both are near enough to each other; `cap`: all that may be sent held; `undecided`: a level between
   * them stays undecided; `too-small`: nothing held; `spoiled`: the last level cannot be relied on; `guard`, `stopped`: a guard, or
   * somebody, ended it; `time`, `requests`: another level would have exceeded a limit.
   */
  ended: z.enum([
    ...(['width', 'cap', 'undecided', 'too-small', 'spoiled'] as const),
    ...(['guard', 'stopped', 'time', 'requests'] as const),
  ]),
  /** A whole sentence. */
  endedBecause: z.string(),
});
export type Capacity = z.infer<typeof Capacity>;
