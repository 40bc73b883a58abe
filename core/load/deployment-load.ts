import { z } from 'zod';
import { Measures, Moments, sameLength } from './series.ts';

/** What AWS reported of a service while the load was sent. */
export const ServiceLoad = z
  .strictObject({
    /** As the spec names it, such as `main/api`. */
    service: z.string(),
    /** What its scaling policy holds the average at; null without such a policy. */
    cpuTargetPercent: z.number().nullable(),
    atSeconds: Moments,
    cpuAveragePercent: Measures,
    /** Of the hottest task. */
    cpuMaxPercent: Measures,
    memoryAveragePercent: Measures,
    memoryMaxPercent: Measures,
    runningTasks: Measures,
  })
  .superRefine(sameLength);
export type ServiceLoad = z.infer<typeof ServiceLoad>;

/** What AWS reported of a database cluster while the load was sent. */
export const DatabaseLoad = z
  .strictObject({
    cluster: z.string(),
    maxAcu: z.number().nullable(),
    /** `max_connections` of the server; null when it is not known. */
    connectionLimit: z.number().nullable(),
    atSeconds: Moments,
    acu: Measures,
    connections: Measures,
    /** How long a commit took in the mean, in milliseconds. Left out of tests that did not ask for it. */
    commitLatencyMs: Measures.optional(),
  })
  .superRefine(sameLength);
export type DatabaseLoad = z.infer<typeof DatabaseLoad>;
