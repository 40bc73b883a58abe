import { describe, expect, test } from '@jest/globals';
import { normal, simulate } from '../testing/queue-simulation.ts';
import { quantileRatio } from './block-bootstrap.ts';
import { mannWhitney } from './mann-whitney.ts';
import { seededRandom } from './random.ts';

describe('ranks', () => {
  test('without ties', () => {
    // U = 7 of 64 for the baseline; z = (25 − 0.5) / √(64 × 17 / 12) = 2.573.
    const answer = mannWhitney([1, 2, 3, 4, 5, 6, 7, 12], [8, 9, 10, 11, 13, 14, 15, 5.5]);
    expect(answer).toEqual({
      kind: 'estimate',
      candidateAbove: 57 / 64,
      pValue: expect.closeTo(0.0101, 4),
    });
  });

  test('with ties, which count half and make the spread smaller', () => {
    // U = 5 + 7 + 6 × 8 = 60; five values occur twice and two occur thrice, so that Σ (t³ − t) = 78;
    // z = (60 − 32 − 0.5) / √(64/12 × (17 − 78/240)) = 2.916.
    expect(mannWhitney([1, 1, 2, 2, 3, 3, 4, 4], [3, 4, 5, 5, 6, 6, 7, 7])).toEqual({
      kind: 'estimate',
      candidateAbove: 60 / 64,
      pValue: expect.closeTo(0.003545, 5),
    });
  });

  test('swapped sides give the same probability', () => {
    const left = [1, 1, 2, 2, 3, 3, 4, 4];
    const right = [3, 4, 5, 5, 6, 6, 2, 2];
    const [forth, back] = [mannWhitney(left, right), mannWhitney(right, left)];
    if (forth.kind === 'inconclusive' || back.kind === 'inconclusive') throw new Error('Unknown.');
    expect(forth.pValue).toBe(back.pValue);
    expect(forth.candidateAbove + back.candidateAbove).toBe(1);
  });

  test('equal distributions differ at 5 % in about 5 of 100', () => {
    const random = seededRandom(9);
    const draw = () => Array.from({ length: 12 }, () => Math.round(3 * normal(random)));
    let differing = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      const answer = mannWhitney(draw(), draw());
      if (answer.kind === 'inconclusive') throw new Error(answer.reason);
      if (answer.pValue < 0.05) differing += 1;
    }
    expect(differing / 1000).toBeLessThan(0.07);
    expect(differing / 1000).toBeGreaterThan(0.02);
  });

  test.each([
    [[1, 2, 3, 4, 5, 6, 7], 'Fewer than 8 values on a side are too few to compare ranks.'],
    [new Array<number>(8).fill(5), 'All values are equal, so that they have no ranks.'],
    [[1, 2, 3, 4, 5, 6, 7, Number.NaN], 'A value to compare is not a number.'],
  ])('of %j are not compared', (candidate, reason) => {
    expect(mannWhitney(new Array<number>(8).fill(5), candidate)).toEqual({
      kind: 'inconclusive',
      reason,
    });
  });
});

describe('the ratio of quantiles', () => {
  function latencies(seed: number, meanSeconds: number): number[] {
    return simulate({
      customers: 2000,
      arrivals: { kind: 'poisson', perSecond: 40 },
      service: { kind: 'exponential', meanSeconds },
      servers: 4,
      seed,
    });
  }
  const common = { probability: 0.95, blockLength: 100, confidence: 0.95, seed: 3 } as const;

  test('of a service that is 1.4 times as slow is above 1', () => {
    const answer = quantileRatio({
      baseline: latencies(1, 0.04),
      candidate: latencies(2, 0.056),
      ...common,
    });
    if (answer.kind === 'inconclusive') throw new Error(answer.reason);
    expect(answer.interval.low).toBeGreaterThan(1.1);
    expect(answer.interval.low).toBeLessThan(answer.ratio);
    expect(answer.interval.high).toBeGreaterThan(answer.ratio);
  });

  test('of equal services holds 1 in about 95 of 100', () => {
    let held = 0;
    for (let trial = 0; trial < 16; trial += 1) {
      const answer = quantileRatio({
        baseline: latencies(2 * trial, 0.05),
        candidate: latencies(2 * trial + 1, 0.05),
        ...common,
      });
      if (answer.kind === 'inconclusive') throw new Error(answer.reason);
      if (answer.interval.low <= 1 && 1 <= answer.interval.high) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(13);
  });

  test('is the same each time', () => {
    const pair = { baseline: latencies(1, 0.05), candidate: latencies(2, 0.05) };
    expect(quantileRatio({ ...pair, ...common })).toEqual(quantileRatio({ ...pair, ...common }));
  });

  const ones = new Array<number>(1000).fill(1);
  test.each([
    [{ candidate: ones.slice(1) }, 'A series has fewer than 10 blocks to draw from.'],
    [{ baseline: [] }, 'A series has fewer than 10 blocks to draw from.'],
    [{ baseline: [...ones, 0] }, 'A value to compare is not above 0.'],
    [{ candidate: [...ones, Number.NaN] }, 'A value to compare is not above 0.'],
    [{ blockLength: 0 }, 'A block has a whole number of values.'],
    [{ blockLength: 1.5 }, 'A block has a whole number of values.'],
    [{ probability: 0 }, 'The probability of a quantile is above 0 and at most 1.'],
  ])('is not known (%#)', (change, reason) => {
    expect(quantileRatio({ baseline: ones, candidate: ones, ...common, ...change })).toEqual({
      kind: 'inconclusive',
      reason,
    });
  });
});
