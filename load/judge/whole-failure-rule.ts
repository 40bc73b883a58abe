import type { JudgedWorkload } from './judged-workload.ts';
import { type Ruling, worst } from './judgement.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import { failureRuling } from './service-rules.ts';

/** A product of ratios may lie a rounding error beside the rate that it stands for. */
const ALMOST = 1e-9;

/**
 * L2 of a scenario that holds no rate to be judged by: of all that was sent, and of each phase of one rate up to the peak, since what
 * failed in one of them is no less for what went well in the others.
 */
export function wholeFailureRuling(
  phases: readonly MeasuredPhase[],
  workload: JudgedWorkload,
): Ruling {
  const all = failureRuling(phases, workload);
  const against = phases
    .filter(({ phase }) => isOfOneRate(phase, workload))
    .map((measured): Ruling => {
      const ruling = failureRuling([measured], workload);
      return { ...ruling, reason: `In the phase ${measured.phase.name}: ${ruling.reason}` };
    })
    .filter(({ verdict }) => verdict === 'UNDERSIZED');
  return worst([all, ...against]);
}

function isOfOneRate(
  { requestsPerSecond, endRequestsPerSecond }: MeasuredPhase['phase'],
  { peakRequestsPerSecond }: JudgedWorkload,
): boolean {
  return (
    endRequestsPerSecond === undefined && requestsPerSecond <= peakRequestsPerSecond * (1 + ALMOST)
  );
}
