import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketsOf, groupBuckets, partRowsOf, sampleOf } from './part-size.ts';

test.each([
  ['never analysed', null, 1e9, null, 10_000],
  ['small', 500, 50_000, null, 10_000],
  ['twenty million', 20e6, 2e9, null, 20_000],
  ['a billion', 1e9, 1e11, null, 100_000],
  ['a megabyte a row', 10_000, 10_000 * 2 ** 20, null, 32],
  ['more than fits in a part', 10, 10 * 64 * 2 ** 20, null, 1],
  ['as the user says', 1e9, 1e11, 77, 77],
])('rows of a part: %s', (_, estimatedRows, bytes, wanted, rows) => {
  expect(partRowsOf({ estimatedRows, bytes }, wanted)).toBe(rows);
});

test('only a large table is sampled', () => {
  expect(sampleOf({ estimatedRows: null }, 10_000)).toBeNull();
  expect(sampleOf({ estimatedRows: 300_000 }, 10_000)).toBeNull();
  expect(sampleOf({ estimatedRows: 5_000_000 }, 10_000)).toEqual({ percent: 0.6, parts: 500 });
  expect(sampleOf({ estimatedRows: 1e9 }, 100_000)).toEqual({ percent: 0.2, parts: 10_000 });
  expect(sampleOf({ estimatedRows: 400_000 }, 1)?.percent).toBe(100);
});

test.each([
  [null, 64],
  [1_000_000, 256],
  [1e12, 65_536],
])('%p rows in %i buckets', (estimatedRows, buckets) => {
  expect(bucketsOf({ estimatedRows })).toBe(buckets);
});

test('groups hold every bucket once, and no more rows than they may', () => {
  const bucket = fc.record({ bucket: fc.nat(1000), rows: fc.nat(100) });
  fc.assert(
    fc.property(fc.array(bucket), (buckets) => {
      const groups = groupBuckets(buckets, 100);
      expect(groups.flat()).toEqual(buckets.map(({ bucket }) => bucket));
      let at = 0;
      for (const group of groups) {
        const rows = buckets
          .slice(at, (at += group.length))
          .reduce((sum, one) => sum + one.rows, 0);
        expect(rows).toBeLessThanOrEqual(100);
      }
    }),
  );
});
