import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { thinned, type Point } from './thinned.ts';

const series: fc.Arbitrary<readonly Point[]> = fc
  .array(fc.option(fc.integer({ min: -1000, max: 1000 })), { maxLength: 5000 })
  .map((values) => values.map((value, index): Point => [index, value]));

const valuesOf = (points: readonly Point[]) => points.flatMap(([, y]) => (y === null ? [] : [y]));

test('what is short is drawn as it is', () => {
  const points: readonly Point[] = [
    [0, 1],
    [1, null],
    [2, 3],
  ];
  expect(thinned(points)).toBe(points);
});

test('the extremes, the gaps and the order are kept, and it becomes short', () => {
  fc.assert(
    fc.property(series, (points) => {
      const kept = thinned(points, 60);
      expect(kept.length).toBeLessThanOrEqual(Math.max(60, 3 * Math.ceil(60 / 3)));
      expect(Math.max(...valuesOf(kept))).toBe(Math.max(...valuesOf(points)));
      expect(Math.min(...valuesOf(kept))).toBe(Math.min(...valuesOf(points)));
      expect(kept.some(([, y]) => y === null)).toBe(points.some(([, y]) => y === null));
      const places = kept.map(([x]) => x);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(points).toEqual(expect.arrayContaining([...kept]));
    }),
    { numRuns: 50 },
  );
});
