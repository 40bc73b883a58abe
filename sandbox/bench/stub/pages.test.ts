import { expect, test } from '@jest/globals';
import { pageOf, StubRefusal } from './pages.ts';

const SIZES = { standard: 2, min: 1, max: 3, code: 'ValidationException' };
const ITEMS = ['a', 'b', 'c', 'd', 'e'];

test.each([
  [undefined, undefined, ['a', 'b'], 'page-2'],
  [3, undefined, ['a', 'b', 'c'], 'page-3'],
  [3, 'page-3', ['d', 'e'], undefined],
  [1, 'page-4', ['e'], undefined],
])('size %s from %s', (size, token, items, next) => {
  expect(pageOf(ITEMS, SIZES, size, token)).toEqual({ items, next });
});

test.each([
  ['too large', 4, undefined],
  ['too small', 0, undefined],
  ['no number', NaN, undefined],
  ['a token of another list', 2, 'page-9'],
  ['a token that is none', 2, 'x'],
])('%s is refused, as AWS does', (_, size, token) => {
  expect(() => pageOf(ITEMS, SIZES, size, token)).toThrow(StubRefusal);
});
