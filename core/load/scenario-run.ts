import { z } from 'zod';
import { Capacity } from './capacity.ts';
import { Estimate, Measures, Moments, sameLength } from './series.ts';

/** How requests are spread in time. k6's own spacing is even, which is kinder than users are. */
const Arrivals = z.enum(['poisson', 'even']);

/** What was sent and what came back, a row a step. Rates are requests a second, by the time they were to be sent. */
const Traffic = z
  .strictObject({
    atSeconds: Moments,
    offered: Measures,
    completed: Measures,
    failed: Measures,
    /** What the generator could not send: the offered load was then not the planned one. */
    dropped: Measures,
    p50Ms: Measures,
    p95Ms: Measures,
    p99Ms: Measures,
  })
  .superRefine(sameLength);

/** A level of a staircase: its rate and the 95th percentile that was measured there, null when there was no estimate. */
const Level = z.strictObject({ requestsPerSecond: z.number(), p95Ms: Estimate.nullable() });

/** What queueing theory says of a rate: the truth lies between one queue for all tasks and one for each. Null: no steady state. */
const Predicted = z.strictObject({
  requestsPerSecond: z.number(),
  pooledP95Ms: z.number().nullable(),
  splitP95Ms: z.number().nullable(),
});

/** One scenario of a load run. */
export const ScenarioRun = z.strictObject({
  name: z.string(),
  arrivals: Arrivals,
  /** The rate at which the plan judges it. */
  targetRequestsPerSecond: z.number(),
  /** What the spec asks for. */
  slo: z.strictObject({ p95Ms: z.number(), errorRatio: z.number() }),
  /** The part that is judged, after the warm-up; null when it never was steady, and `windowReason` says why. */
  window: z.strictObject({ fromSeconds: z.number(), toSeconds: z.number() }).nullable(),
  windowReason: z.string().nullable(),
  /** Within the window; null without one, or when the samples are too few for an interval. */
  p95Ms: Estimate.nullable(),
  totals: z.strictObject({
    offered: z.int(),
    completed: z.int(),
    failed: z.int(),
    dropped: z.int(),
  }),
  traffic: Traffic,
  /** Latency by percentile, within the window: 50, 90, 99, 99.9 and what lies between. */
  spectrum: z.array(z.strictObject({ percentile: z.number(), ms: z.number() })),
  levels: z.array(Level),
  predicted: z.array(Predicted),
  /** Of a search for the breaking point; null of other scenarios, and of what was kept before there was one. */
  capacity: Capacity.nullable().default(null),
});
export type ScenarioRun = z.infer<typeof ScenarioRun>;
