import { describe, expect, test } from '@jest/globals';
import { normalCritical, normalTwoSidedTail } from './normal.ts';
import { studentCentral, studentCritical } from './student-t.ts';

/** As printed in tables of Student's distribution. */
test.each([
  [1, 6.314, 12.706, 63.657],
  [2, 2.92, 4.303, 9.925],
  [3, 2.353, 3.182, 5.841],
  [4, 2.132, 2.776, 4.604],
  [6, 1.943, 2.447, 3.707],
  [19, 1.729, 2.093, 2.861],
  [20, 1.725, 2.086, 2.845],
  [120, 1.658, 1.98, 2.617],
])("Student's t with %d degrees of freedom", (degrees, at90, at95, at99) => {
  expect(studentCritical(0.9, degrees)).toBeCloseTo(at90, 3);
  expect(studentCritical(0.95, degrees)).toBeCloseTo(at95, 3);
  expect(studentCritical(0.99, degrees)).toBeCloseTo(at99, 3);
});

test.each([1, 2, 3, 8, 19])(
  'with %d degrees of freedom all is between far ends, nothing within 0',
  (degrees) => {
    expect(studentCentral(0, degrees)).toBe(0);
    expect(studentCentral(1e9, degrees)).toBeCloseTo(1, 8);
  },
);

test('with many degrees of freedom t is normal', () => {
  for (const confidence of [0.9, 0.95, 0.99] as const) {
    expect(studentCritical(confidence, 100_000)).toBeCloseTo(normalCritical(confidence), 4);
  }
});

describe('the tails of the normal distribution', () => {
  test.each([0.9, 0.95, 0.99] as const)(
    'beyond the critical value at %d is the rest',
    (confidence) => {
      expect(
        Math.abs(normalTwoSidedTail(normalCritical(confidence)) - (1 - confidence)),
      ).toBeLessThan(1.5e-7);
    },
  );

  test.each([
    [0, 1],
    [1, 0.317311],
    [-2, 0.0455],
    [3, 0.0027],
    [40, 0],
  ])('beyond %d', (z, tail) => {
    expect(normalTwoSidedTail(z)).toBeCloseTo(tail, 6);
  });
});
