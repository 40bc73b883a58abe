import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutRange, EVERYTHING, rangeId, type KeyRange } from './key-range.ts';

const number = fc.integer({ min: -100, max: 100 });

function holds({ from, to }: KeyRange, value: number): boolean {
  return (from === null || value >= Number(from[0])) && (to === null || value < Number(to[0]));
}

test('a key is in exactly one part when the boundaries are in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(number), number, (boundaries, value) => {
      const keys = boundaries.toSorted((left, right) => left - right).map((one) => [String(one)]);
      const parts = cutRange(EVERYTHING, keys);
      expect(parts.filter((part) => holds(part, value))).toHaveLength(1);
    }),
  );
});

test('and in at least one even when they are not: no row goes unseen', () => {
  fc.assert(
    fc.property(fc.array(number), number, (boundaries, value) => {
      const parts = cutRange(
        EVERYTHING,
        boundaries.map((one) => [String(one)]),
      );
      expect(parts.some((part) => holds(part, value))).toBe(true);
    }),
  );
});

test('a part of a part keeps its ends', () => {
  expect(cutRange({ from: ['1'], to: ['9'] }, [['5']])).toEqual([
    { from: ['1'], to: ['5'] },
    { from: ['5'], to: ['9'] },
  ]);
});

test('ranges whose values look alike have ids of their own', () => {
  expect(rangeId({ from: ['a,b'], to: null })).not.toBe(rangeId({ from: ['a', 'b'], to: null }));
});
