import type { ScenariosSpec, WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { PlannedPhase } from './scenario-plan.ts';

/** What comes at once, and the time in which it is over. */
export const BURST = 'burst';
export const AFTER_BURST = 'after-burst';

/** What is taken for what the spec does not say. CloudWatch tells the greatest number of connections of whole minutes. */
const DEFAULTS = { seconds: 1, drainSeconds: 180 } as const;

/** Requests of one workload that come at once beside its rate, and the time after them, in which that rate goes on. */
export interface Burst {
  readonly burst: PlannedPhase;
  readonly after: PlannedPhase;
}

type Workload = Pick<WorkloadSpec, 'requestsPerSecond'>;

/**
 * A workload's share of what is to come at once; null when the spec declares no burst.
 * @param beside all workloads that are sent together
 */
export function declaredBurst(
  { requestsPerSecond: rate }: Workload,
  asked: NonNullable<ScenariosSpec['dbViaApi']>['burst'],
  beside: readonly Workload[],
): Burst | null {
  if (asked === undefined) return null;
  const { requests, seconds = DEFAULTS.seconds, drainSeconds = DEFAULTS.drainSeconds } = asked;
  const share = rate / beside.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0);
  return {
    burst: { name: BURST, seconds, requestsPerSecond: rate + (requests * share) / seconds },
    after: { name: AFTER_BURST, seconds: drainSeconds, requestsPerSecond: rate },
  };
}

/** How many requests come within so many seconds of the beginning of a burst, with those of the rate. */
export function requestsWithin({ burst, after }: Burst, seconds: number): number {
  const atOnce = Math.min(seconds, burst.seconds);
  return burst.requestsPerSecond * atOnce + after.requestsPerSecond * (seconds - atOnce);
}
