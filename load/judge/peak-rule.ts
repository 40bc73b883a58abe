import type { Ruling } from './judgement.ts';
import { worst } from './judgement.ts';
import { wasSentAsPlanned } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';
import { unservedInWords } from './unserved-requests.ts';
import type { MeasuredWindow } from './window.ts';
import { rounded } from './words.ts';

/** A product of ratios may lie a rounding error below the rate that it stands for. */
const ALMOST = 1 - 1e-9;

/** Whether what is judged, or a level of the staircase, is of the declared peak, or more, in the declared mix. */
export function isOfPeak(measurement: Measurement): boolean {
  if (measurement.kind === 'db-via-api') return false;
  return isJudgedAtPeak(measurement) || peakLevelOf(measurement) !== null;
}

/**
 * What the staircase says of the declared peak: of one that no level reached, nothing follows. All that speaks against it, the worst first,
 * or what speaks for it. Nothing when what is judged is of the peak already, and of scenarios that hold one rate alone.
 */
export function peakRulings(measurement: Measurement): readonly Ruling[] {
  const { kind, workload } = measurement;
  if (kind !== 'ramp' || isJudgedAtPeak(measurement)) return [];
  const peak = `the peak, ${rounded(workload.peakRequestsPerSecond)} requests a second`;
  const level = peakLevelOf(measurement);
  if (level === null) {
    return [
      undecided(
        `No level of the staircase reaches ${peak}, so that it is not known to carry that.`,
        { peakRequestsPerSecond: workload.peakRequestsPerSecond },
      ),
    ];
  }
  if (!wasSentAsPlanned(level, workload)) {
    return [
      undecided(`Not all of ${peak}, was sent as planned, so that it is not known to carry that.`, {
        unsent: level.unsent,
      }),
    ];
  }
  const rulings = [
    latencyRuling(level, workload),
    steadinessRuling(level),
    failureRuling([level.measured], workload),
  ].map((ruling) => ({ ...ruling, reason: `At the peak: ${ruling.reason}` }));
  const decided = worst(rulings);
  const { cpu, requests } = level.measured;
  if (cpu.kind === 'inconclusive' && decided.verdict !== 'UNDERSIZED') {
    return [
      undecided(
        `At the peak: ${cpu.reason} Whether the generator measured itself is not known.`,
        {},
      ),
    ];
  }
  const unserved = unservedInWords(requests, workload.objective);
  if (unserved !== null && decided.verdict !== 'UNDERSIZED') {
    return [
      undecided(
        `At the peak ${unserved}, so that the service did not do all of the declared work.`,
        {},
      ),
    ];
  }
  const against = rulings.filter((one) => one !== decided && one.verdict !== 'HOLDS');
  return [decided, ...against];
}

function undecided(reason: string, evidence: Ruling['evidence']): Ruling {
  return { rule: 'scope', verdict: 'INCONCLUSIVE', reason, evidence };
}

function isJudgedAtPeak({ judged, workload }: Measurement): boolean {
  return judged.kind === 'window' && isAtPeak(judged, workload);
}

/** The lowest level of the peak or more. */
function peakLevelOf({ levels, workload }: Measurement): MeasuredWindow | null {
  const [lowest] = levels
    .filter((level) => isAtPeak(level, workload))
    .toSorted((one, other) => one.requestsPerSecond - other.requestsPerSecond);
  return lowest ?? null;
}

function isAtPeak(
  { requestsPerSecond }: MeasuredWindow,
  { peakRequestsPerSecond }: Measurement['workload'],
): boolean {
  return requestsPerSecond >= peakRequestsPerSecond * ALMOST;
}
