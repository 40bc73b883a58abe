import { expect, test } from '@jest/globals';
import { normal, simulate } from '../testing/queue-simulation.ts';
import { mser5 } from './mser.ts';
import { seededRandom } from './random.ts';

function series(count: number, at: (index: number) => number, noise = 0.1, seed = 4): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => at(index) + noise * normal(random));
}

function discardedOf(values: readonly number[]): number {
  const answer = mser5(values);
  if (answer.kind === 'inconclusive') throw new Error(answer.reason);
  return answer.discarded;
}

test('a warm-up is cut where it ends', () => {
  expect(discardedOf(series(400, (index) => (index < 60 ? 5 : 1)))).toBe(60);
  // Caches that warm slowly: what is left of them at the cut is within the noise.
  const decaying = discardedOf(series(400, (index) => 1 + 4 * Math.exp(-index / 20)));
  expect(decaying).toBeGreaterThan(40);
  expect(decaying).toBeLessThan(150);
});

test('a constant is steady from the start', () => {
  expect(discardedOf(new Array<number>(100).fill(3))).toBe(0);
  expect(discardedOf(series(100, () => 1e9, 0))).toBe(0);
});

test('a large mean does not hide the warm-up', () => {
  expect(discardedOf(series(400, (index) => 1e9 + (index < 60 ? 5 : 1)))).toBe(60);
});

test('what grows to the end is never steady', () => {
  expect(mser5(series(400, (index) => index / 20))).toEqual({
    kind: 'inconclusive',
    reason: 'The series does not settle in its first half, so that no part of it is steady.',
  });
});

test('an overloaded queue is never steady, one below capacity is', () => {
  const sojourns = (perSecond: number) =>
    simulate({
      customers: 5000,
      arrivals: { kind: 'poisson', perSecond },
      service: { kind: 'exponential', meanSeconds: 0.05 },
      servers: 4,
      seed: 2,
    });
  expect(mser5(sojourns(100)).kind).toBe('inconclusive');
  expect(mser5(sojourns(40)).kind).toBe('estimate');
});

test.each([
  [[], 'Fewer than 100 observations do not show where the warm-up ends.'],
  [
    new Array<number>(99).fill(1),
    'Fewer than 100 observations do not show where the warm-up ends.',
  ],
  [[...new Array<number>(99).fill(1), Number.NaN], 'An observation of the series is not a number.'],
])('nothing is said of too little (%#)', (values, reason) => {
  expect(mser5(values)).toEqual({ kind: 'inconclusive', reason });
});
