import { type Estimate, estimate, inconclusive } from './estimate.ts';

/** A sample in ascending order; only `sorted` makes one. */
export type Sorted = Float64Array & { readonly sorted: true };

/** A sorted copy of the sample. */
export function sorted(values: ArrayLike<number>): Sorted {
  return Float64Array.from(values).sort() as Sorted;
}

/**
 * The rank, from 1, of a quantile among `count` values: the smallest k with k/count ≥ probability. It is the inverse of the
 * empirical distribution (type 1 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996), so that a quantile is
 * always one of the values.
 */
export function rankOf(probability: number, count: number): number {
  // A product such as 0.07 × 100 may lie a rounding error above a whole number, which is not the next rank.
  return Math.min(count, Math.max(1, Math.ceil(probability * count * (1 - 4 * Number.EPSILON))));
}

/** The quantile of a sample: for 0.95, the value that 95 % of the sample do not exceed. */
export function quantile(
  sample: Sorted,
  probability: number,
): Estimate<{ readonly value: number }> {
  if (!(probability > 0 && probability <= 1)) {
    return inconclusive('The probability of a quantile is above 0 and at most 1.');
  }
  const value = sample[rankOf(probability, sample.length) - 1];
  return value === undefined
    ? inconclusive('The sample is empty, so that it has no quantiles.')
    : estimate({ value });
}
