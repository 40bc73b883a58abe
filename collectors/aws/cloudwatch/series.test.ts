import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maximumOf, percentileOf, riseOf, sumOf } from './series.ts';
import { seriesWith } from './testing/series.ts';

test.each<[readonly number[], number, number | null]>([
  [[], 0.95, null],
  [[7], 0.95, 7],
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 3, 2, 1], 1, 4],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
])('the percentile of %j at %d', (values, share, expected) => {
  expect(percentileOf(seriesWith(values), share)).toBe(expected);
});

test.each<[readonly number[], number | null]>([
  [[1, 2, 3], null],
  [[1, 9, 9, 4], 3],
  [[1, 3, 9, 9, 9, 9, 5, 7], 4],
  [[8, 8, 8, 2], -6],
])('the rise of %j', (values, rise) => {
  expect(riseOf(seriesWith(values))).toBe(rise);
});

test('without points there is no maximum, and nothing is counted', () => {
  expect([maximumOf(seriesWith([])), sumOf(seriesWith([]))]).toEqual([null, 0]);
  expect([maximumOf(seriesWith([2, 5])), sumOf(seriesWith([2, 5]))]).toEqual([5, 7]);
});

test('a percentile is a point of the series that as many points as asked for do not exceed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (values, share) => {
        const found = percentileOf(seriesWith(values), share) ?? NaN;
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(
          share * values.length,
        );
      },
    ),
  );
});
