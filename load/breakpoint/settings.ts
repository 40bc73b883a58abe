import { z } from 'zod';

/** What a search for the breaking point goes by. It is kept with each level, so that why the search ended can be told again. */
export const SearchSettings = z.strictObject({
  /** Each level is so many times the one before it until one does not hold. */
  growthFactor: z.number().min(1.1).max(10),
  /** The search ends when what did not hold is no more than this share above what did. */
  widthRatio: z.number().min(0.02).max(1),
  warmUpSeconds: z.number().positive(),
  steadySeconds: z.number().positive(),
  /** After a level that did not hold, so long next to nothing is sent before the next one. */
  quietSeconds: z.number().positive(),
  /** The declared rates of all workloads together: the first level. */
  requestsPerSecond: z.number().positive(),
  /** What all workloads together may be sent. */
  mostRequestsPerSecond: z.number().positive(),
});
export type SearchSettings = z.infer<typeof SearchSettings>;

/** A level of a search, as it is kept with what was sent. */
export const SearchedLevel = z.strictObject({
  /** Of the declared rates, the same for every workload. */
  loadRatio: z.number().positive(),
  settings: SearchSettings,
});
export type SearchedLevel = z.infer<typeof SearchedLevel>;
