import { type Estimate, estimate, inconclusive } from './estimate.ts';
import { normalTwoSidedTail } from './normal.ts';
import { type Sorted, sorted } from './quantile.ts';
import { tieSizes } from './ties.ts';

/** Below this many values a side, the statistic is not close enough to normal. */
const FEWEST_VALUES = 8;

export interface RankComparison {
  /** How often a value of the candidate is above one of the baseline, ties counted half: 0.5 where neither is. */
  readonly candidateAbove: number;
  /** Probability of a difference at least as large, either way, if both came from one distribution. */
  readonly pValue: number;
}

/**
 * Whether one sample tends to be above another (Mann and Whitney, "On a Test of Whether one of Two Random Variables is
 * Stochastically Larger than the Other", 1947), by the normal approximation with ties and a continuity correction. The values
 * must be independent: latencies of single requests under queueing are not, so compare quantiles by minute.
 */
export function mannWhitney(
  baseline: readonly number[],
  candidate: readonly number[],
): Estimate<RankComparison> {
  const [m, n] = [baseline.length, candidate.length];
  if (m < FEWEST_VALUES || n < FEWEST_VALUES) {
    return inconclusive(
      `Fewer than ${FEWEST_VALUES} values on a side are too few to compare ranks.`,
    );
  }
  if ([...baseline, ...candidate].some((value) => !Number.isFinite(value))) {
    return inconclusive('A value to compare is not a number.');
  }
  const all = sorted([...baseline, ...candidate]);
  const tied = tieSizes(all).reduce((sum, size) => sum + size ** 3 - size, 0);
  const total = m + n;
  const variance = ((m * n) / 12) * (total + 1 - tied / (total * (total - 1)));
  if (variance <= 0) return inconclusive('All values are equal, so that they have no ranks.');
  const wins = winsOf(sorted(candidate), sorted(baseline));
  const distance = Math.max(0, Math.abs(wins - (m * n) / 2) - 0.5);
  return estimate({
    candidateAbove: wins / (m * n),
    pValue: normalTwoSidedTail(distance / Math.sqrt(variance)),
  });
}

/** The pairs in which the left value is above the right one, those that tie counted half: Mann and Whitney's U. */
function winsOf(left: Sorted, right: Sorted): number {
  let below = 0;
  let notAbove = 0;
  let wins = 0;
  for (const value of left) {
    while (below < right.length && (right[below] ?? 0) < value) below += 1;
    while (notAbove < right.length && (right[notAbove] ?? 0) <= value) notAbove += 1;
    wins += (below + notAbove) / 2;
  }
  return wins;
}
