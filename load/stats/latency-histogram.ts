import { type Estimate, estimate, inconclusive } from './estimate.ts';
import { rankOf } from './quantile.ts';

/** 7 bits after the leading one: a bucket is at most 1/128 of its lower edge wide. */
const BITS = 7;
const LINEAR = 2 ** BITS;

/** Latencies above this are counted, and are in no bucket. */
const LIMIT_MS = 120_000;
export const LIMIT_MICROS = LIMIT_MS * 1000;

/** How far above the exact value a quantile may be, as a share of it; it is never below. */
export const QUANTILE_ERROR = 1 / LINEAR;

/** What a histogram holds, as numbers. Latencies are whole microseconds, so that sums are exact and merge in any order. */
export interface HistogramContent {
  readonly count: number;
  /** How many of them are above `LIMIT_MS`. */
  readonly overflow: number;
  readonly sumMicros: number;
  /** Null when the histogram is empty. */
  readonly minMicros: number | null;
  readonly maxMicros: number | null;
  /** Counts by the number of the bucket; a bucket that is not listed is empty. */
  readonly buckets: ReadonlyMap<number, number>;
}

/**
 * Latencies by log-linear buckets, as in HdrHistogram: below 128 µs each microsecond is a bucket, above it each doubling is cut
 * into 128. Histograms merge by adding their buckets, and the merged one is that of all latencies together; percentiles
 * do not merge, and their mean is the percentile of nothing.
 */
export class LatencyHistogram implements HistogramContent {
  count = 0;
  overflow = 0;
  sumMicros = 0;
  minMicros: number | null = null;
  maxMicros: number | null = null;
  readonly buckets: Map<number, number>;

  constructor(content?: HistogramContent) {
    this.buckets = new Map(content?.buckets);
    if (content === undefined) return;
    this.count = content.count;
    this.overflow = content.overflow;
    this.sumMicros = content.sumMicros;
    this.minMicros = content.minMicros;
    this.maxMicros = content.maxMicros;
  }

  /**
   * Adds one latency, rounded to a microsecond.
   * @throws {RangeError} when it is negative or no finite number: the stream is then not what it is taken for.
   */
  record(latencyMs: number): void {
    const micros = Math.round(latencyMs * 1000);
    if (!Number.isSafeInteger(micros) || micros < 0) {
      throw new RangeError(`A latency of ${latencyMs} ms cannot be.`);
    }
    this.count += 1;
    this.sumMicros += micros;
    this.minMicros = Math.min(this.minMicros ?? micros, micros);
    this.maxMicros = Math.max(this.maxMicros ?? micros, micros);
    if (micros > LIMIT_MICROS) this.overflow += 1;
    else this.#fill(bucketOf(micros), 1);
  }

  /** Adds all of another histogram, as if its latencies had been recorded here. */
  add(other: HistogramContent): void {
    this.count += other.count;
    this.overflow += other.overflow;
    this.sumMicros += other.sumMicros;
    this.minMicros = least(this.minMicros, other.minMicros);
    this.maxMicros = greatest(this.maxMicros, other.maxMicros);
    // A copy, so that a histogram may be added to itself.
    for (const [bucket, count] of [...other.buckets]) this.#fill(bucket, count);
  }

  #fill(bucket: number, count: number): void {
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + count);
  }
}

/** The histogram of all latencies of the parts. */
export function merged(parts: Iterable<HistogramContent>): LatencyHistogram {
  const whole = new LatencyHistogram();
  for (const part of parts) whole.add(part);
  return whole;
}

/** The exact mean. */
export function meanLatency({
  count,
  sumMicros,
}: HistogramContent): Estimate<{ readonly ms: number }> {
  return count === 0
    ? inconclusive('No latency was recorded.')
    : estimate({ ms: sumMicros / count / 1000 });
}

/** A quantile, at most `QUANTILE_ERROR` above the exact one. `probability` is above 0 and at most 1. */
export function latencyQuantile(
  { count, overflow, maxMicros, buckets }: HistogramContent,
  probability: number,
): Estimate<{ readonly ms: number }> {
  if (count === 0 || maxMicros === null) return inconclusive('No latency was recorded.');
  if (!(probability > 0 && probability <= 1)) {
    return inconclusive('The probability of a quantile is above 0 and at most 1.');
  }
  const rank = rankOf(probability, count);
  if (rank > count - overflow) {
    return inconclusive(
      `The quantile is among latencies above ${LIMIT_MS / 1000} s, which are counted and not measured.`,
    );
  }
  let seen = 0;
  for (const bucket of [...buckets.keys()].sort((left, right) => left - right)) {
    seen += buckets.get(bucket) ?? 0;
    if (seen >= rank) return estimate({ ms: Math.min(highestOf(bucket), maxMicros) / 1000 });
  }
  throw new RangeError('The buckets of the histogram hold fewer latencies than it counts.');
}

/** The number of a latency's bucket, for whole microseconds up to the limit. */
export function bucketOf(micros: number): number {
  if (micros < LINEAR) return micros;
  const shift = 31 - Math.clz32(micros) - BITS;
  return shift * LINEAR + (micros >>> shift);
}

/** The least latency of a bucket, in microseconds. */
export function lowestOf(bucket: number): number {
  const shift = Math.max(0, Math.floor(bucket / LINEAR) - 1);
  return (bucket - shift * LINEAR) * 2 ** shift;
}

/** The greatest latency of a bucket, in microseconds. */
export function highestOf(bucket: number): number {
  return lowestOf(bucket + 1) - 1;
}

function least(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right);
}

function greatest(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}
