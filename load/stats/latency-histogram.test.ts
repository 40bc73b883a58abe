import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeHistogram, encodeHistogram } from './histogram-encoding.ts';
import {
  LIMIT_MICROS,
  LatencyHistogram,
  QUANTILE_ERROR,
  bucketOf,
  highestOf,
  latencyQuantile,
  lowestOf,
  meanLatency,
  merged,
} from './latency-histogram.ts';
import { rankOf } from './quantile.ts';

/** Latencies over all sizes, in whole microseconds; some are above the limit. */
const Micros = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.integer({ min: 0, max: LIMIT_MICROS + 5_000_000 }),
);
const Latencies = fc.array(Micros, { maxLength: 60 });

function histogramOf(micros: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const value of micros) histogram.record(value / 1000);
  return histogram;
}

describe('buckets', () => {
  test('follow each other without a gap up to the limit', () => {
    for (let bucket = 0; bucket < bucketOf(LIMIT_MICROS); bucket += 1) {
      expect(lowestOf(bucket + 1)).toBe(highestOf(bucket) + 1);
      expect(bucketOf(lowestOf(bucket))).toBe(bucket);
      expect(bucketOf(highestOf(bucket))).toBe(bucket);
    }
  });

  test('are no wider than the error allows, which is below 0.8 %', () => {
    for (let bucket = 1; bucket <= bucketOf(LIMIT_MICROS); bucket += 1) {
      expect(highestOf(bucket) - lowestOf(bucket)).toBeLessThan(
        QUANTILE_ERROR * lowestOf(bucket) + 1e-9,
      );
    }
    expect(QUANTILE_ERROR).toBeLessThan(0.008);
  });
});

describe('merging', () => {
  test('is commutative', () => {
    fc.assert(
      fc.property(Latencies, Latencies, (left, right) => {
        const [a, b] = [histogramOf(left), histogramOf(right)];
        expect(merged([a, b])).toEqual(merged([b, a]));
      }),
    );
  });

  test('is associative', () => {
    fc.assert(
      fc.property(Latencies, Latencies, Latencies, (first, second, third) => {
        const [a, b, c] = [histogramOf(first), histogramOf(second), histogramOf(third)];
        expect(merged([merged([a, b]), c])).toEqual(merged([a, merged([b, c])]));
      }),
    );
  });

  test('of parts gives the histogram of the whole', () => {
    fc.assert(
      fc.property(fc.array(Latencies, { maxLength: 5 }), (parts) => {
        expect(merged(parts.map(histogramOf))).toEqual(histogramOf(parts.flat()));
      }),
    );
  });

  test('leaves the parts as they are', () => {
    const part = histogramOf([5, 70_000]);
    merged([part, histogramOf([5])]);
    expect(part).toEqual(histogramOf([5, 70_000]));
  });

  test('with itself doubles', () => {
    const part = histogramOf([5, 70_000]);
    part.add(part);
    expect(part).toEqual(histogramOf([5, 5, 70_000, 70_000]));
  });

  test('of nothing is empty', () => {
    expect(merged([])).toEqual(new LatencyHistogram());
  });
});

describe('quantiles', () => {
  test('are never below the exact one, and at most the error above', () => {
    fc.assert(
      fc.property(
        fc.array(Micros, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (micros, probability) => {
          const exact = micros.toSorted((left, right) => left - right)[
            rankOf(probability, micros.length) - 1
          ];
          const answer = latencyQuantile(histogramOf(micros), probability);
          if (exact === undefined || exact > LIMIT_MICROS) return answer.kind === 'inconclusive';
          if (answer.kind === 'inconclusive') return false;
          const found = answer.ms * 1000;
          return exact - 1e-6 <= found && found <= exact * (1 + QUANTILE_ERROR) + 1e-6;
        },
      ),
    );
  });

  test('that lie among latencies above the limit are not known', () => {
    const histogram = histogramOf([1000, 2000, 3000, LIMIT_MICROS + 1]);
    expect(latencyQuantile(histogram, 0.75)).toEqual({
      kind: 'estimate',
      ms: expect.closeTo(3, 1),
    });
    expect(latencyQuantile(histogram, 0.76)).toEqual({
      kind: 'inconclusive',
      reason: 'The quantile is among latencies above 120 s, which are counted and not measured.',
    });
  });

  test('of the mean of percentiles are not those of the whole', () => {
    const fast = histogramOf(Array.from({ length: 300 }, (_, index) => 1000 + index));
    const slow = histogramOf(Array.from({ length: 100 }, (_, index) => 500_000 + index));
    const p95 = (histogram: LatencyHistogram) => {
      const answer = latencyQuantile(histogram, 0.95);
      return answer.kind === 'estimate' ? answer.ms : Number.NaN;
    };
    expect(p95(merged([fast, fast, fast, slow]))).toBeGreaterThan(499);
    expect((3 * p95(fast) + p95(slow)) / 4).toBeLessThan(130);
  });

  test.each([
    [[], 0.95, 'No latency was recorded.'],
    [[5], 0, 'The probability of a quantile is above 0 and at most 1.'],
    [[5], 1.1, 'The probability of a quantile is above 0 and at most 1.'],
    [[5], Number.NaN, 'The probability of a quantile is above 0 and at most 1.'],
  ])('of %j at %d are not known', (micros, probability, reason) => {
    expect(latencyQuantile(histogramOf(micros), probability)).toEqual({
      kind: 'inconclusive',
      reason,
    });
  });
});

test('count, sum, least and greatest are exact', () => {
  expect(histogramOf([1001, 70_003, LIMIT_MICROS + 7])).toMatchObject({
    count: 3,
    overflow: 1,
    sumMicros: 71_004 + LIMIT_MICROS + 7,
    minMicros: 1001,
    maxMicros: LIMIT_MICROS + 7,
  });
});

test('the limit itself is measured', () => {
  const histogram = histogramOf([LIMIT_MICROS]);
  expect(histogram.overflow).toBe(0);
  expect(latencyQuantile(histogram, 0.95)).toEqual({ kind: 'estimate', ms: 120_000 });
});

test('the mean is exact, and that of nothing is not known', () => {
  expect(meanLatency(histogramOf([1000, 2001]))).toEqual({ kind: 'estimate', ms: 1.5005 });
  expect(meanLatency(new LatencyHistogram())).toEqual({
    kind: 'inconclusive',
    reason: 'No latency was recorded.',
  });
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a latency of %d ms is refused', (ms) => {
  const histogram = new LatencyHistogram();
  expect(() => {
    histogram.record(ms);
  }).toThrow(`A latency of ${ms} ms cannot be.`);
  expect(histogram).toEqual(new LatencyHistogram());
});

describe('the encoding', () => {
  test('gives the same histogram back, through text', () => {
    fc.assert(
      fc.property(Latencies, (micros) => {
        const histogram = histogramOf(micros);
        const text = JSON.stringify(encodeHistogram(histogram));
        expect(decodeHistogram(JSON.parse(text))).toEqual(histogram);
      }),
    );
  });

  const encoded = encodeHistogram(histogramOf([100, 100, 5000, LIMIT_MICROS + 5]));

  test('is this', () => {
    expect(encoded).toEqual({
      format: 'latency-histogram-1',
      count: 4,
      overflow: 1,
      sumMicros: 5200 + LIMIT_MICROS + 5,
      minMicros: 100,
      maxMicros: LIMIT_MICROS + 5,
      buckets: [100, 2, bucketOf(5000), 1],
    });
  });

  test.each([
    [{ format: 'latency-histogram-2' }, 'invalid_value'],
    [{ extra: 1 }, 'Unrecognized key'],
    [{ count: 5 }, 'The count is not that of the buckets.'],
    [{ count: 3.5 }, 'expected int'],
    [{ overflow: -1 }, 'expected number to be >=0'],
    [{ overflow: 0, count: 3 }, 'The greatest latency is not one that the buckets hold.'],
    [{ buckets: [100, 2, 50, 1] }, 'The buckets are not in ascending order.'],
    [{ buckets: [100, 1, 100, 2] }, 'The buckets are not in ascending order.'],
    [{ buckets: [100, 2, 834, 1, 900] }, 'A bucket has no count.'],
    [{ buckets: [100, 2, 834, 1, 900, 0] }, 'An empty bucket is listed.'],
    [{ buckets: [100, 2, 9999, 1] }, 'A bucket is above the limit.'],
    [{ minMicros: 99 }, 'The least latency is not one that the buckets hold.'],
    [{ minMicros: null }, 'The least or the greatest latency is missing.'],
    [{ maxMicros: 5000 }, 'The greatest latency is not one that the buckets hold.'],
    [{ sumMicros: 5000 }, 'The sum is not one that the buckets can have.'],
    [{ sumMicros: Number.MAX_SAFE_INTEGER }, 'The sum is not one that the buckets can have.'],
    [
      { count: 0, overflow: 0, buckets: [], sumMicros: 0 },
      'An empty histogram has no least or greatest latency.',
    ],
    [
      { count: 0, overflow: 0, buckets: [], sumMicros: 3, minMicros: null, maxMicros: null },
      'The least or the greatest latency is missing.',
    ],
  ])('refuses %j', (change, message) => {
    expect(() => decodeHistogram({ ...encoded, ...change })).toThrow(message);
  });

  test.each([null, [], 'text', 3])('refuses %j', (value) => {
    expect(() => decodeHistogram(value)).toThrow('expected object');
  });
});
