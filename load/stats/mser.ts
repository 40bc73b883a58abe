import { type Estimate, estimate, inconclusive } from './estimate.ts';
import { mean } from './moments.ts';

const BATCH = 5;
const FEWEST_BATCHES = 20;

/** Fewer do not show where the warm-up ends. */
export const FEWEST_OBSERVATIONS = BATCH * FEWEST_BATCHES;

/**
 * Where the warm-up of a series ends: the first observations, in whole batches of five, without which the rest determines its
 * mean best. The marginal standard error rule of White, "An Effective Truncation Heuristic for Bias Reduction in Simulation
 * Output" (1997), on means of five (MSER-5). A cut as late as half of the series means that it never settled.
 */
export function mser5(series: readonly number[]): Estimate<{ readonly discarded: number }> {
  const batches: number[] = [];
  for (let from = 0; from + BATCH <= series.length; from += BATCH) {
    batches.push(mean(series.slice(from, from + BATCH)));
  }
  if (batches.length < FEWEST_BATCHES) {
    return inconclusive(
      `Fewer than ${FEWEST_OBSERVATIONS} observations do not show where the warm-up ends.`,
    );
  }
  if (batches.some((value) => !Number.isFinite(value))) {
    return inconclusive('An observation of the series is not a number.');
  }
  const cut = bestCut(batches);
  return cut >= Math.floor(batches.length / 2)
    ? inconclusive('The series does not settle in its first half, so that no part of it is steady.')
    : estimate({ discarded: cut * BATCH });
}

/** The d ≤ n/2 with the least Σ (Yᵢ − mean)² / (n − d)² over what is left after d; the earliest of equals. */
function bestCut(batches: readonly number[]): number {
  const latest = Math.floor(batches.length / 2);
  let best = latest;
  let least = Number.POSITIVE_INFINITY;
  // From the end, with Welford's update: sums of squares would cancel where the mean is large.
  let centre = 0;
  let squares = 0;
  for (let cut = batches.length - 1; cut >= 0; cut -= 1) {
    const kept = batches.length - cut;
    const value = batches[cut] ?? 0;
    const off = value - centre;
    centre += off / kept;
    squares += off * (value - centre);
    const error = squares / kept ** 2;
    if (cut <= latest && error <= least) {
      least = error;
      best = cut;
    }
  }
  return best;
}
