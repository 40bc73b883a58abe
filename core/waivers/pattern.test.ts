import { expect, test } from '@jest/globals';
import { namesSomething, patternOf } from './pattern.ts';

test.each<[string, string, boolean]>([
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a*', 'a', true],
  ['a*', 'ba', false],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['*.x', 'axx', false],
  ['a*', 'a\nb', true],
  ['**', '', true],
  ['*a*a*', 'a', false],
])('%s names %j: %s', (pattern, text, expected) => {
  expect(patternOf(pattern)(text)).toBe(expected);
});

test('many stars take no time', () => {
  expect(patternOf('*a'.repeat(5_000))('a'.repeat(4_999))).toBe(false);
});

test.each([
  ['*', false],
  ['*/*', false],
  ['', false],
  ['a*', true],
])('%j names something: %s', (pattern, expected) => {
  expect(namesSomething(pattern)).toBe(expected);
});
