import { expect, test } from '@jest/globals';
import { wilsonInterval } from './wilson.ts';

// 0.05519 and 0.17437 for 10 of 100, as in the comparison of intervals by Newcombe (1998) and in R's prop.test without correction.
test.each([
  [10, 100, 0.1, 0.055229, 0.174366],
  [0, 100, 0, 0, 0.036995],
  [100, 100, 1, 0.963005, 1],
  [1, 1, 1, 0.206549, 1],
  [50, 100, 0.5, 0.403832, 0.596168],
])('%d of %d', (successes, trials, proportion, low, high) => {
  expect(wilsonInterval({ successes, trials, confidence: 0.95 })).toEqual({
    kind: 'estimate',
    proportion,
    interval: {
      low: expect.closeTo(low, 5),
      high: expect.closeTo(high, 5),
      confidence: 0.95,
    },
  });
});

test('nothing tried is nothing known', () => {
  expect(wilsonInterval({ successes: 0, trials: 0, confidence: 0.95 })).toEqual({
    kind: 'inconclusive',
    reason: 'Nothing was tried, so that no share of it is known.',
  });
});

test.each([
  [2, 1],
  [-1, 5],
  [0.5, 5],
  [1, Number.NaN],
])('%d of %d cannot be', (successes, trials) => {
  expect(wilsonInterval({ successes, trials, confidence: 0.95 })).toEqual({
    kind: 'inconclusive',
    reason: `There cannot be ${successes} among ${trials}.`,
  });
});
