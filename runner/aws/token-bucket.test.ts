import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokenBucket } from './token-bucket.ts';

const rates = fc.record({
  capacity: fc.integer({ min: 1, max: 200 }),
  perSecond: fc.integer({ min: 1, max: 100 }),
});

test('never lets more through than the capacity plus the refill', () => {
  fc.assert(
    fc.property(
      rates,
      fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }),
      (rate, gaps) => {
        const bucket = tokenBucket(rate, 0);
        let nowMs = 0;
        const sentAt: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          sentAt.push(nowMs + bucket.take(nowMs));
        }
        sentAt.sort((left, right) => left - right);
        // In any window, at most capacity + refill × window calls leave.
        for (const [index, start] of sentAt.entries()) {
          for (const [later, end] of sentAt.slice(index).entries()) {
            const allowed = rate.capacity + ((end - start) / 1000) * rate.perSecond;
            expect(later + 1).toBeLessThanOrEqual(Math.ceil(allowed + 1e-6) + 1);
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a fresh bucket gives its capacity at once, then makes callers wait for the refill', () => {
  const bucket = tokenBucket({ capacity: 2, perSecond: 10 }, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([
    0, 0, 100, 200,
  ]);
});

test('a throttle empties the bucket and halves the refill', () => {
  const bucket = tokenBucket({ capacity: 10, perSecond: 10 }, 0);
  bucket.throttled(0);
  expect(bucket.take(0)).toBe(200);
});

test('the refill comes back by one call a second and quiet second, and no further than the rate', () => {
  const bucket = tokenBucket({ capacity: 10, perSecond: 10 }, 0);
  bucket.throttled(0);
  bucket.throttled(0);
  for (let second = 1; second <= 30; second += 1) bucket.take(second * 1000);
  const waits = Array.from({ length: 12 }, () => bucket.take(30_000));
  expect(waits.at(-1)).toBeLessThanOrEqual(300);
});

test('however often it is throttled, a bucket keeps a refill', () => {
  const bucket = tokenBucket({ capacity: 1, perSecond: 1 }, 0);
  for (let throttle = 0; throttle < 50; throttle += 1) bucket.throttled(0);
  expect(bucket.take(0)).toBe(2000);
});
