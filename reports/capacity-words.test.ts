import { expect, test } from '@jest/globals';
import { capacityInWords } from './capacity-words.ts';

test.each<[number | null, number | null, string]>([
  [58.83, 61.25, 'from 58.8 to 61.3 requests a second, 1.47 to 1.53 times the declared rate'],
  [60, null, 'at least 60 requests a second, 1.5 times the declared rate'],
  [null, 20, 'less than 20 requests a second, 0.5 times the declared rate'],
  [null, null, 'not known'],
])('a capacity from %p to %p', (lower, upper, expected) => {
  const over = (rate: number | null) => (rate === null ? null : rate / 40);
  expect(
    capacityInWords({
      lowerRequestsPerSecond: lower,
      upperRequestsPerSecond: upper,
      headroom: { lower: over(lower), upper: over(upper) },
      ended: 'width',
      endedBecause: '',
    }),
  ).toBe(expected);
});
