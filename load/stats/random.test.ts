import { expect, test } from '@jest/globals';
import { mean, variance } from './moments.ts';
import { seededRandom } from './random.ts';

function numbersOf(seed: number, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
}

test('a seed gives the same numbers each time', () => {
  expect(numbersOf(7, 5)).toEqual(numbersOf(7, 5));
  expect(numbersOf(7, 5)).not.toEqual(numbersOf(8, 5));
});

test('numbers are uniform between 0 and 1', () => {
  const numbers = numbersOf(1, 50_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(mean(numbers)).toBeCloseTo(0.5, 2);
  expect(variance(numbers)).toBeCloseTo(1 / 12, 2);
});

// Generators that take the seed for their state begin alike for seeds that are near each other.
test('the first numbers of neighbouring seeds are as uniform', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => numbersOf(seed, 1)[0] ?? 0);
  expect(mean(firsts)).toBeCloseTo(0.5, 1);
  expect(variance(firsts)).toBeCloseTo(1 / 12, 2);
});
