import type { Measurement } from '../measurement.ts';
import { QUIET } from '../../plan/phases.ts';
import {
  QUANTILE_ERROR,
  latencyQuantile,
  LatencyHistogram,
} from '../../stats/latency-histogram.ts';
import { rounded } from '../words.ts';

/** Next to nothing is sent meanwhile, so that a few of what is answered may be slow by chance. */
const QUICK = 0.9;

/**
 * Why a level met what the one before it had left behind; null when it did not, or had none before it to drain. What is sent in the
 * second half of the quiet time stands in the same line as that, and is quick only when nothing is left.
 */
export function undrained({ phases, workload }: Measurement): string | null {
  const quiet = phases.find(({ phase }) => phase.name === QUIET);
  if (quiet === undefined) return null;
  const half = quiet.fromSeconds + (quiet.toSeconds - quiet.fromSeconds) / 2;
  const answers = new LatencyHistogram();
  for (const [second, { all, well }] of quiet.toldBySecond) {
    if (second < half) continue;
    answers.add(well);
    answers.count += all.count - well.count;
    answers.overflow += all.count - well.count;
  }
  if (answers.count === 0) {
    return 'Nothing was told of the end of the quiet time, so that it is not known whether what the level before had left behind was drained.';
  }
  const { p95Ms } = workload.objective;
  const slow = latencyQuantile(answers, QUICK);
  if (slow.kind === 'estimate' && slow.ms <= p95Ms * (1 + QUANTILE_ERROR)) return null;
  const took = slow.kind === 'estimate' ? `took up to ${rounded(slow.ms)} ms` : 'failed';
  return `What the level before had left behind was not drained: at the end of the quiet time answers still ${took}, and ${rounded(p95Ms)} ms are the objective.`;
}
