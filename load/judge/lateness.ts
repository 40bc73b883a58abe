import { type Estimate, inconclusive } from '../stats/estimate.ts';
import { latencyQuantile, merged } from '../stats/latency-histogram.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import { requestsInWords } from './words.ts';

/** What is too late, as a share of the objective, and what never is. */
const LATE = { shareOfObjective: 0.05, leastMs: 5 } as const;

/** How much later than they should have been one in a hundred of the requests of these phases was sent, if it is told of all of them. */
export function latenessP99(phases: readonly MeasuredPhase[]): Estimate<{ readonly ms: number }> {
  const lateness = merged(phases.map((phase) => phase.lateness));
  const told = phases.reduce((sum, phase) => sum + phase.told, 0);
  return lateness.count === told
    ? latencyQuantile(lateness, 0.99)
    : inconclusive(
        `How late they were sent is told of ${lateness.count} of ${requestsInWords(told)}.`,
      );
}

/** From when on latencies are those of the generator as much as of the service. */
export function latenessLimitMs({ objective }: Pick<JudgedWorkload, 'objective'>): number {
  return Math.max(LATE.leastMs, LATE.shareOfObjective * objective.p95Ms);
}
