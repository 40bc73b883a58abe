import { z } from 'zod';
import { DatabaseLoad, ServiceLoad } from './deployment-load.ts';
import { ScalingReaction } from './scaling-reaction.ts';
import { ScenarioRun } from './scenario-run.ts';
import { Sizing } from './sizing.ts';

/** A load test as the reports show it: what was sent, what came back, what AWS reported meanwhile, and what that says of sizes. */
export const LoadRun = z.strictObject({
  /** Where the requests went, such as `https://staging.example.com`. */
  origin: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Why it ended before its plan was done; null when it was not. */
  stopped: z.string().nullable(),
  scenarios: z.array(ScenarioRun),
  services: z.array(ServiceLoad),
  databases: z.array(DatabaseLoad),
  reactions: z.array(ScalingReaction),
  sizing: z.array(Sizing),
});
export type LoadRun = z.infer<typeof LoadRun>;
