import { BURST } from '../../plan/burst.ts';
import type { MeasuredPhase } from '../measured-phase.ts';
import { rounded } from '../words.ts';
import type { SentScenario } from './sent-scenario.ts';
import type { Span } from './span.ts';

/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/**
 * That a workload was sent at more than its peak within a time, bursts aside, as a sentence; null when none was.
 * @param when such as `Around it`
 */
export function beyondPeakWithin(
  scenarios: readonly SentScenario[],
  { fromMs, toMs }: Span,
  when: 'Around it' | 'Before it',
): string | null {
  for (const { zeroMs, measurements } of scenarios) {
    // Without a place in time nothing that was reported is relied on.
    if (zeroMs === null) continue;
    for (const { workload, phases } of measurements) {
      const { name, peakRequestsPerSecond: peak } = workload;
      const rates = phases
        .filter(
          ({ phase, fromSeconds, toSeconds }) =>
            phase.name !== BURST &&
            zeroMs + 1000 * fromSeconds < toMs &&
            zeroMs + 1000 * toSeconds > fromMs,
        )
        .map(greatestRate);
      const most = Math.max(0, ...rates);
      if (most > peak * (1 + ALMOST)) {
        return `${when} up to ${rounded(most)} requests a second of ${name} were sent, more than its peak of ${rounded(peak)}.`;
      }
    }
  }
  return null;
}

function greatestRate({
  phase: { requestsPerSecond, endRequestsPerSecond },
}: MeasuredPhase): number {
  return Math.max(requestsPerSecond, endRequestsPerSecond ?? 0);
}
