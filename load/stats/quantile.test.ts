import { expect, test } from '@jest/globals';
import { quantile, rankOf, sorted } from './quantile.ts';

test.each([
  [0.5, 1, 1],
  [0.5, 2, 1],
  [0.5, 3, 2],
  [0.95, 100, 95],
  [0.95, 101, 96],
  // 0.07 × 100 is 7.000000000000001.
  [0.07, 100, 7],
  [0.001, 10, 1],
  [1, 10, 10],
])('the quantile at %d of %d values is of rank %d', (probability, count, rank) => {
  expect(rankOf(probability, count)).toBe(rank);
});

test('a quantile is one of the values, whatever their order', () => {
  expect(quantile(sorted([9, 1, 5, 10]), 0.5)).toEqual({ kind: 'estimate', value: 5 });
});

test('an empty sample has none', () => {
  expect(quantile(sorted([]), 0.95)).toEqual({
    kind: 'inconclusive',
    reason: 'The sample is empty, so that it has no quantiles.',
  });
});

test.each([0, -1, 1.01, Number.NaN])('there is none at %d', (probability) => {
  expect(quantile(sorted([1]), probability)).toEqual({
    kind: 'inconclusive',
    reason: 'The probability of a quantile is above 0 and at most 1.',
  });
});
