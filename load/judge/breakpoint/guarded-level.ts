import { QUIET } from '../../plan/phases.ts';
import { latencyQuantile, merged } from '../../stats/latency-histogram.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import { CPU_LIMIT_RATIO } from '../generator-cpu.ts';
import type { Ruling } from '../judgement.ts';
import { latenessLimitMs } from '../lateness.ts';
import type { Measurement } from '../measurement.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { CONFIDENCE } from '../window.ts';
import { percent, requestsInWords, rounded } from '../words.ts';

/**
 * What a level that a guard ended says against the rate; null when that is nothing. What was told until then is of the rate if it was
 * sent in time. Of what was still waited for nothing is told, and that would only have been slower. A request that was cut off by the
 * end itself looks like one without an answer: none of these counts.
 */
export function guardedRuling(
  { stop, fold }: Pick<RanScenario, 'stop' | 'fold'>,
  { phases, bySecond, workload }: Measurement,
): Ruling | null {
  if (stop?.by !== 'guard') return null;
  const { streams, zerosMs, unreadableLines } = fold.account();
  if (zerosMs.length !== streams || unreadableLines > 0) return null;
  if (bySecond.some(({ dropped }) => dropped > 0)) return null;
  const sent = phases.filter(({ phase }) => phase.name !== QUIET);
  const lateness = latencyQuantile(merged(sent.map((phase) => phase.lateness)), 0.99);
  if (lateness.kind === 'inconclusive' || lateness.ms > latenessLimitMs(workload)) return null;
  const isTooBusy = sent.some(({ cpu }) => cpu.kind === 'estimate' && cpu.ratio > CPU_LIMIT_RATIO);
  if (isTooBusy) return null;
  const counted = sent.reduce(
    (sum, { told, failures }) => sum + told - (failures.get('no-answer') ?? 0),
    0,
  );
  const failed = sent.reduce(
    (sum, phase) => sum + phase.failed - (phase.failures.get('no-answer') ?? 0),
    0,
  );
  const { errorRatio, p95Ms } = workload.objective;
  const share = wilsonInterval({ successes: failed, trials: counted, confidence: CONFIDENCE });
  if (share.kind === 'estimate' && share.interval.low > errorRatio) {
    return {
      rule: 'L2',
      verdict: 'UNDERSIZED',
      reason: `${failed} of ${requestsInWords(counted)} failed until the guard ended the level, more than ${percent(errorRatio)}. ${stop.sentence}`,
      evidence: { failed, told: counted, lowerRatio: share.interval.low, limitRatio: errorRatio },
    };
  }
  const well = merged(
    sent.flatMap((phase) => [...phase.toldBySecond.values()].map((at) => at.well)),
  );
  const median = latencyQuantile(well, 0.5);
  // More than half, where one in twenty may be: those of the warm-up alone do not come to it.
  return median.kind === 'estimate' && median.ms > p95Ms
    ? {
        rule: 'L1',
        verdict: 'UNDERSIZED',
        reason: `Half of ${requestsInWords(well.count)} took ${rounded(median.ms)} ms or more until the guard ended the level, and of all but one in twenty ${rounded(p95Ms)} ms are the limit. ${stop.sentence}`,
        evidence: { medianMs: median.ms, limitMs: p95Ms },
      }
    : null;
}
