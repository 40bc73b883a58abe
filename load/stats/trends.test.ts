import { describe, expect, test } from '@jest/globals';
import { normal } from '../testing/queue-simulation.ts';
import { type Point, heightAt, leastSquares } from './least-squares.ts';
import { seededRandom } from './random.ts';
import { theilSen } from './theil-sen.ts';

function pointsOf(ys: readonly number[]): Point[] {
  return ys.map((y, x) => ({ x, y }));
}

function noisy(slope: number, seed: number, count = 30): Point[] {
  const random = seededRandom(seed);
  return pointsOf(Array.from({ length: count }, (_, x) => 5 + slope * x + normal(random)));
}

describe('least squares', () => {
  test('of a small sample, worked by hand', () => {
    // Mean x 2, mean y 2.6; Sxx 10, Sxy 7, Syy 7.2, residual squares 7.2 − 49/10; t with 3 degrees of freedom is 3.18245.
    const deviation = Math.sqrt(2.3 / 3);
    const half = (3.18245 * deviation) / Math.sqrt(10);
    expect(leastSquares(pointsOf([2, 1, 2, 4, 4]), 0.95)).toMatchObject({
      kind: 'estimate',
      slope: expect.closeTo(0.7, 12),
      intercept: expect.closeTo(1.2, 12),
      residualDeviation: expect.closeTo(deviation, 12),
      slopeInterval: { low: expect.closeTo(0.7 - half, 5), high: expect.closeTo(0.7 + half, 5) },
    });
  });

  test('intervals of slope and height hold what is true in about 95 of 100', () => {
    let slopes = 0;
    let heights = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const line = leastSquares(noisy(0.1, seed, 8), 0.95);
      if (line.kind === 'inconclusive') throw new Error(line.reason);
      if (line.slopeInterval.low <= 0.1 && 0.1 <= line.slopeInterval.high) slopes += 1;
      const height = heightAt(line, 12);
      if (height.low <= 6.2 && 6.2 <= height.high) heights += 1;
    }
    expect(Math.abs(slopes / 400 - 0.95)).toBeLessThan(0.03);
    expect(Math.abs(heights / 400 - 0.95)).toBeLessThan(0.03);
  });

  test('the height at the middle is surest', () => {
    const line = leastSquares(noisy(0.1, 1), 0.95);
    if (line.kind === 'inconclusive') throw new Error(line.reason);
    const width = (x: number) => heightAt(line, x).high - heightAt(line, x).low;
    expect(width(14.5)).toBeLessThan(width(14));
    expect(width(14.5)).toBeLessThan(width(15));
    expect(heightAt(line, 0).low).toBeCloseTo(line.interceptInterval.low, 12);
  });

  test.each([
    [pointsOf([1, 2]), 'Fewer than three points do not say how far they are from a line.'],
    [
      [1, 2, 3].map((y) => ({ x: 0.1, y })),
      'All points have the same x, so that they show no line.',
    ],
    [pointsOf([1, Number.NaN, 3]), 'A point of the line is not a number.'],
  ])('%j shows nothing', (points, reason) => {
    expect(leastSquares(points, 0.95)).toEqual({ kind: 'inconclusive', reason });
  });
});

describe('the median slope', () => {
  test('is not moved by outliers', () => {
    const points = pointsOf(Array.from({ length: 20 }, (_, x) => (x % 7 === 3 ? 900 : 2 * x)));
    const trend = theilSen(points, 0.95);
    if (trend.kind === 'inconclusive') throw new Error(trend.reason);
    expect(trend.slope).toBe(2);
  });

  test('is between its ends, and holds what is true in about 95 of 100', () => {
    let held = 0;
    for (let seed = 0; seed < 400; seed += 1) {
      const trend = theilSen(noisy(0.1, seed), 0.95);
      if (trend.kind === 'inconclusive') throw new Error(trend.reason);
      expect(trend.slope).toBeGreaterThanOrEqual(trend.interval.low);
      expect(trend.slope).toBeLessThanOrEqual(trend.interval.high);
      if (trend.interval.low <= 0.1 && 0.1 <= trend.interval.high) held += 1;
    }
    expect(Math.abs(held / 400 - 0.95)).toBeLessThan(0.03);
  });

  test('has an interval that equal values make narrower', () => {
    // Two values five times each: Kendall's variance is (2250 − 2 · 300) / 18, which at 95 % is the 33rd of 45 slopes.
    // Twenty are 0; the differences of the squares follow, of which 45 is the thirteenth from above.
    const points = Array.from({ length: 10 }, (_, index) => ({
      x: index ** 2,
      y: index < 5 ? 0 : 1,
    }));
    expect(theilSen(points, 0.95)).toMatchObject({ interval: { low: 0, high: 1 / 45 } });
  });

  test('of a constant is 0, beyond doubt', () => {
    expect(theilSen(pointsOf(new Array<number>(12).fill(4)), 0.95)).toEqual({
      kind: 'estimate',
      slope: 0,
      interval: { low: 0, high: 0, confidence: 0.95 },
    });
  });

  test.each([
    [pointsOf([1, 2, 3, 4, 5, 6, 7, 8, 9]), 'Fewer than 10 points do not show a trend.'],
    [
      [...pointsOf([1, 2, 3, 4, 5, 6, 7, 8, 9]), { x: 0, y: 5 }],
      'Two points have the same x, so that no slope is between them.',
    ],
    [pointsOf([1, 2, 3, 4, Number.NaN, 6, 7, 8, 9, 10]), 'A point of the trend is not a number.'],
  ])('of %j is not known', (points, reason) => {
    expect(theilSen(points, 0.95)).toEqual({ kind: 'inconclusive', reason });
  });
});
