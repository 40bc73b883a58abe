import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalPattern } from './canonical-pattern.ts';

test.each<[unknown, unknown, boolean]>([
  [{ a: ['x', 'y'] }, { a: ['y', 'x'] }, true],
  [{ a: ['x'], b: ['y'] }, { b: ['y'], a: ['x'] }, true],
  [{ a: [{ prefix: 'x' }, 'y'] }, { a: ['y', { prefix: 'x' }] }, true],
  [{ a: ['x'] }, { a: ['x', 'x'] }, false],
  [{ a: ['1'] }, { a: [1] }, false],
  [{ a: ['x'] }, { A: ['x'] }, false],
])('%j and %j', (left, right, isSame) => {
  expect(canonicalPattern(left) === canonicalPattern(right)).toBe(isSame);
});

test('a canonical pattern is its own', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const canonical = canonicalPattern(value);
      expect(canonicalPattern(JSON.parse(canonical))).toBe(canonical);
    }),
  );
});
