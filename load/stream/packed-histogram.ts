import { type HistogramContent, LatencyHistogram } from '../stats/latency-histogram.ts';

/** A histogram in as little memory as it can be: hundreds of thousands of them are kept of a long run. */
export interface PackedHistogram extends Omit<HistogramContent, 'buckets'> {
  /** Pairs of a bucket's number and its count. */
  readonly pairs: Uint32Array;
}

export function packHistogram(histogram: HistogramContent): PackedHistogram {
  const { count, overflow, sumMicros, minMicros, maxMicros, buckets } = histogram;
  const pairs = new Uint32Array(buckets.size * 2);
  let at = 0;
  for (const [bucket, held] of buckets) {
    pairs[at] = bucket;
    pairs[at + 1] = held;
    at += 2;
  }
  return { count, overflow, sumMicros, minMicros, maxMicros, pairs };
}

export function unpackHistogram({ pairs, ...content }: PackedHistogram): LatencyHistogram {
  const buckets = new Map<number, number>();
  for (let at = 0; at + 1 < pairs.length; at += 2) buckets.set(pairs[at] ?? 0, pairs[at + 1] ?? 0);
  return new LatencyHistogram({ ...content, buckets });
}
