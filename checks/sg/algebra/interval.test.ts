import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut, intersect, subtract, union, type Interval } from './interval.ts';

const point = fc.integer({ min: 0, max: 12 });
const intervals = fc.array(
  fc.tuple(point, point).map(([from, to]): Interval<number> => ({ from, to })),
  { maxLength: 5 },
);
const POINTS = Array.from({ length: 12 }, (_, index) => index);
const isIn = (set: readonly Interval<number>[]) => (at: number) =>
  set.some(({ from, to }) => from <= at && at < to);
const pointsOf = (set: readonly Interval<number>[]) => POINTS.filter(isIn(set));

test('union holds the points of all intervals, in order and with gaps between them', () => {
  fc.assert(
    fc.property(intervals, (some) => {
      const set = union(some);
      expect(pointsOf(set)).toEqual(pointsOf(some));
      const bounds = set.flatMap(({ from, to }) => [from, to]);
      expect(bounds).toEqual([...new Set(bounds)].sort((left, right) => left - right));
    }),
  );
});

test('subtract and intersect agree with the points, and give sets', () => {
  fc.assert(
    fc.property(intervals.map(union), intervals.map(union), (left, right) => {
      const [rest, both] = [subtract(left, right), intersect(left, right)];
      expect(pointsOf(rest)).toEqual(pointsOf(left).filter((at) => !isIn(right)(at)));
      expect(pointsOf(both)).toEqual(pointsOf(left).filter(isIn(right)));
      expect([union(rest), union(both)]).toEqual([rest, both]);
    }),
  );
});

test('cut gives pieces that make up the interval and cross no cut', () => {
  expect(cut({ from: 0, to: 10 }, [4, 4, 0, 10, 12, 7])).toEqual([
    { from: 0, to: 4 },
    { from: 4, to: 7 },
    { from: 7, to: 10 },
  ]);
  expect(cut({ from: 3, to: 4 }, [])).toEqual([{ from: 3, to: 4 }]);
});
