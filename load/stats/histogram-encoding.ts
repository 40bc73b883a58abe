import { z } from 'zod';
import {
  type HistogramContent,
  LIMIT_MICROS,
  LatencyHistogram,
  bucketOf,
  highestOf,
  lowestOf,
} from './latency-histogram.ts';

const Count = z.int().nonnegative();

/**
 * A histogram as JSON. It comes from other processes and from stored runs, so that what cannot be a histogram is refused: a
 * total that is not that of the buckets, buckets out of order, a minimum in another bucket than the first.
 */
export const EncodedHistogram = z
  .strictObject({
    format: z.literal('latency-histogram-1'),
    count: Count,
    overflow: Count,
    sumMicros: Count,
    minMicros: Count.nullable(),
    maxMicros: Count.nullable(),
    /** Pairs of a bucket's number and its count, ascending: [bucket, count, bucket, count, …]. */
    buckets: z.array(Count),
  })
  .superRefine((encoded, context) => {
    const problem = problemOf(encoded);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
export type EncodedHistogram = z.infer<typeof EncodedHistogram>;

export function encodeHistogram(histogram: HistogramContent): EncodedHistogram {
  return {
    format: 'latency-histogram-1',
    count: histogram.count,
    overflow: histogram.overflow,
    sumMicros: histogram.sumMicros,
    minMicros: histogram.minMicros,
    maxMicros: histogram.maxMicros,
    buckets: [...histogram.buckets].sort(([left], [right]) => left - right).flat(),
  };
}

/** @throws {z.ZodError} when the value is not an encoded histogram. */
export function decodeHistogram(value: unknown): LatencyHistogram {
  const encoded = EncodedHistogram.parse(value);
  return new LatencyHistogram({ ...encoded, buckets: new Map(pairsOf(encoded.buckets)) });
}

function pairsOf(flat: readonly number[]): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    pairs.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  }
  return pairs;
}

/** Why the numbers cannot be those of a histogram, or null. */
function problemOf(encoded: Omit<EncodedHistogram, 'format'>): string | null {
  const { count, overflow, sumMicros, minMicros, maxMicros } = encoded;
  if (encoded.buckets.length % 2 !== 0) return 'A bucket has no count.';
  const pairs = pairsOf(encoded.buckets);
  let last = -1;
  let total = overflow;
  let leastSum = overflow * (LIMIT_MICROS + 1);
  for (const [bucket, held] of pairs) {
    if (bucket <= last) return 'The buckets are not in ascending order.';
    if (held === 0) return 'An empty bucket is listed.';
    last = bucket;
    total += held;
    leastSum += held * lowestOf(bucket);
  }
  if (last > bucketOf(LIMIT_MICROS)) return 'A bucket is above the limit.';
  if (total !== count) return 'The count is not that of the buckets.';
  if (minMicros === null || maxMicros === null) {
    return count === 0 && sumMicros === 0 && minMicros === maxMicros
      ? null
      : 'The least or the greatest latency is missing.';
  }
  if (count === 0) return 'An empty histogram has no least or greatest latency.';
  if (minMicros > maxMicros || maxMicros > LIMIT_MICROS !== overflow > 0) {
    return 'The greatest latency is not one that the buckets hold.';
  }
  const first = pairs[0]?.[0];
  if (first === undefined ? minMicros <= LIMIT_MICROS : !isIn(minMicros, first)) {
    return 'The least latency is not one that the buckets hold.';
  }
  if (overflow === 0 && !isIn(maxMicros, last)) {
    return 'The greatest latency is not one that the buckets hold.';
  }
  return sumMicros < leastSum || sumMicros > count * maxMicros
    ? 'The sum is not one that the buckets can have.'
    : null;
}

function isIn(micros: number, bucket: number): boolean {
  return lowestOf(bucket) <= micros && micros <= highestOf(bucket);
}
