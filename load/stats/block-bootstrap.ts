import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from './estimate.ts';
import { type Sorted, quantile, rankOf, sorted } from './quantile.ts';
import { type Random, seededRandom } from './random.ts';

/** Blocks that a series must have, or there is nothing to draw from. */
const FEWEST_BLOCKS = 10;
const RESAMPLES = 1000;

/**
 * The ratio of a quantile of the candidate to that of the baseline, with the percentile interval of the moving-block bootstrap
 * (Künsch, "The Jackknife and the Bootstrap for General Stationary Observations", 1989). Both series are in the order of time; a
 * block must be longer than what a value remembers of those before it.
 */
export function quantileRatio({
  baseline,
  candidate,
  probability,
  blockLength,
  confidence,
  seed,
}: {
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  /** Above 0 and at most 1. */
  readonly probability: number;
  readonly blockLength: number;
  readonly confidence: Confidence;
  readonly seed: number;
}): Estimate<{ readonly ratio: number; readonly interval: Interval }> {
  if (!Number.isSafeInteger(blockLength) || blockLength < 1) {
    return inconclusive('A block has a whole number of values.');
  }
  if (!(probability > 0 && probability <= 1)) {
    return inconclusive('The probability of a quantile is above 0 and at most 1.');
  }
  for (const series of [baseline, candidate]) {
    if (series.length < FEWEST_BLOCKS * blockLength) {
      return inconclusive(`A series has fewer than ${FEWEST_BLOCKS} blocks to draw from.`);
    }
    // A ratio to nothing is not a number, and a latency is never 0 or less.
    if (series.some((value) => !(value > 0 && value < Number.POSITIVE_INFINITY))) {
      return inconclusive('A value to compare is not above 0.');
    }
  }
  const random = seededRandom(seed);
  const drawCandidate = resampled(candidate, blockLength, probability, random);
  const drawBaseline = resampled(baseline, blockLength, probability, random);
  const ratios = Array.from({ length: RESAMPLES }, () => drawCandidate() / drawBaseline());
  return estimate({
    ratio: quantileOf(sorted(candidate), probability) / quantileOf(sorted(baseline), probability),
    interval: percentileInterval(ratios, confidence),
  });
}

/** The middle share of what resampling gave. */
export function percentileInterval(values: ArrayLike<number>, confidence: Confidence): Interval {
  const sample = sorted(values);
  return {
    low: quantileOf(sample, (1 - confidence) / 2),
    high: quantileOf(sample, (1 + confidence) / 2),
    confidence,
  };
}

/**
 * Draws quantiles of series that are as long as the given one and made of blocks of it that start anywhere. The values are sorted
 * once and then counted by their place, as sorting each series that is drawn would take most of the time.
 */
function resampled(
  series: readonly number[],
  blockLength: number,
  probability: number,
  random: Random,
): () => number {
  const order = sorted(series);
  const placeOf = new Map<number, number>();
  order.forEach((value, place) => placeOf.set(value, place));
  const places = Int32Array.from(series, (value) => placeOf.get(value) ?? 0);
  const counts = new Int32Array(series.length);
  const rank = rankOf(probability, series.length);
  return () => {
    counts.fill(0);
    for (let left = series.length; left > 0; left -= blockLength) {
      const start = Math.floor(random() * (series.length - blockLength + 1));
      const end = start + Math.min(left, blockLength);
      for (let index = start; index < end; index += 1) {
        const place = places[index] ?? 0;
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    let place = 0;
    for (let seen = counts[0] ?? 0; seen < rank; seen += counts[place] ?? 0) place += 1;
    return order[place] ?? Number.NaN;
  };
}

/** @throws {RangeError} of an empty sample, which callers rule out. */
function quantileOf(sample: Sorted, probability: number): number {
  const answer = quantile(sample, probability);
  if (answer.kind === 'inconclusive') throw new RangeError(answer.reason);
  return answer.value;
}
