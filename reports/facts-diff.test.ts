import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, type Facts } from '../core/json.ts';
import { factRows, inline } from './facts-diff.ts';
import { factText } from './fact-text.ts';

test.each<[string, Facts | null, Facts | null, readonly string[]]>([
  ['nothing', null, null, []],
  ['a difference', { count: 4 }, { count: 2 }, ['- count: 4', '+ count: 2']],
  ['the same', { count: 4 }, { count: 4 }, ['= count: 4']],
  ['a number and its text', { port: 80 }, { port: '80' }, ['- port: 80', '+ port: "80"']],
  ['what is not there', { count: 4 }, {}, ['- count: 4']],
  ['null, which AWS says', { role: 'x' }, { role: null }, ['- role: "x"', '+ role: null']],
  ['what is not declared', {}, { version: '17' }, ['= version: "17"']],
  [
    'differences first',
    { a: 1, b: 2 },
    { other: 0, a: 1, b: 3 },
    ['- b: 2', '+ b: 3', '= other: 0', '= a: 1'],
  ],
  [
    'members of facts',
    { breaker: { enable: true, rollback: true } },
    { breaker: { enable: true, rollback: false } },
    ['- breaker.rollback: true', '+ breaker.rollback: false', '= breaker.enable: true'],
  ],
  [
    'lists that share members',
    { rules: ['a', 'b', 'b'] },
    { rules: ['b', 'c', 'a'] },
    ['- rules: ["b"]', '+ rules: ["c"]', '= rules: 2 more in both'],
  ],
  [
    'a list with more than declared',
    { rules: ['a'] },
    { rules: ['a', 'b'] },
    ['+ rules: ["b"]', '= rules: 1 more in both'],
  ],
  ['an empty list', { rules: [] }, { rules: ['a'] }, ['- rules: []', '+ rules: ["a"]']],
  [
    'lists in another order',
    { rules: ['a', 'b'] },
    { rules: ['b', 'a'] },
    ['- rules: ["a", "b"]', '+ rules: ["b", "a"]'],
  ],
  ['facts of a hostile name', { toString: 1 }, {}, ['- toString: 1']],
])('%s', (_what, expected, actual, lines) => {
  expect(factText(expected, actual)).toEqual(lines);
});

const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('', 'x', null));
const facts: fc.Arbitrary<Facts> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  { noNullPrototype: true },
);

test('all rows are the same exactly when the facts are', () => {
  fc.assert(
    fc.property(facts, facts, (expected, actual) => {
      const rows = factRows(expected, actual);
      const same = JSON.stringify(canonical(expected)) === JSON.stringify(canonical(actual));
      expect(rows.every(({ comparison }) => comparison === 'same')).toBe(same);
    }),
  );
});

test('what is expected is never left out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      fc.pre(JSON.stringify(left) !== JSON.stringify(right));
      const rows = factRows({ fact: left } as Facts, { fact: right } as Facts);
      expect(rows.length).toBeGreaterThan(0);
    }),
  );
});

test('a fact on one line is JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(inline(value as Facts))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
