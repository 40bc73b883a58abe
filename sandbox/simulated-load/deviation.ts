import { z } from 'zod';

/** How a simulated load test differs from one of a healthy deployment; nothing where it is left out. */
export const LoadDeviation = z.strictObject({
  /** The mean time that a request takes when nothing waits. */
  serviceMs: z.number().positive().optional(),
  /** How many requests are served at a time. */
  slots: z.int().positive().optional(),
  /** How many of the answers are errors, from 0 to 1. */
  failureRatio: z.number().optional(),
  /** How many requests are served at a time in the spike. */
  spikeSlots: z.int().positive().optional(),
  /** The load was sent so long before the deployment. */
  earlierDays: z.number().optional(),
  /** What CPU and memory of tasks, and capacity and connections of the database are multiplied by. */
  cpuFactor: z.number().optional(),
  busiestCpuFactor: z.number().optional(),
  memoryFactor: z.number().optional(),
  acuFactor: z.number().optional(),
  acuUtilizationFactor: z.number().optional(),
  connectionsFactor: z.number().optional(),
  /** What the connections are multiplied by from the minute on in which requests came at once. */
  burstConnectionsFactor: z.number().optional(),
  /** How many of the declared requests came at once, from 0 to 1. */
  burstRatio: z.number().positive().optional(),
  /** Application Auto Scaling was to add tasks, and there were as many as there may be. */
  wantsMoreThanAllowed: z.boolean().optional(),
  /** How often tasks are added and removed again during the spike. */
  cycles: z.int().optional(),
  /** How many messages the service that takes them handles, over those that come. */
  consumerRatio: z.number().positive().optional(),
  /** How many messages become dead letters. */
  deadLetters: z.int().optional(),
  /** A metric of which CloudWatch lacks every other minute. */
  gapsIn: z.enum(['cpuMaximum', 'memoryMaximum', 'requests', 'oldestAge']).optional(),
});
export type LoadDeviation = z.infer<typeof LoadDeviation>;

/** Where the sandbox keeps how its load test deviates. */
export const LOAD_STATE = 'load/test';
