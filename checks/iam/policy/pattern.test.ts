import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matches, patternOf } from './pattern.ts';
import { covers, intersects } from './pattern-sets.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 5 });

test.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['?', '', false],
  ['?', 'a', true],
  ['a*c', 'abcbc', true],
  ['a*c', 'abcb', false],
  ['*b?', 'abba', true],
  ['iam:*role*', 'iam:putrolepolicy', true],
  ['arn:aws:iam::*:role/?', 'arn:aws:iam::1:role/ab', false],
  ['a?c', 'a*c', true],
])('%s on %s: %s', (wanted, given, expected) => {
  expect(matches(patternOf(wanted), given)).toBe(expected);
});

test('a pattern that is made to be slow is not', () => {
  expect(matches(patternOf(`${'a*'.repeat(200)}b`), 'a'.repeat(2_000))).toBe(false);
});

test('patterns that are made to be intricate end undecided, and soon', () => {
  // To know what is fifteen characters back takes a state for each of the ways in which they can be.
  const intricate = patternOf(`*a${'?'.repeat(15)}`);
  expect(covers([intricate, patternOf('*')], patternOf('*'))).toBe('undecided');
});

test.each([
  ['*', '*', 'yes'],
  ['a*', '*b', 'yes'],
  ['a*', 'b*', 'no'],
  ['?', '', 'no'],
  ['?*', '*?', 'yes'],
  ['arn:aws:iam::1:role/*', 'arn:aws:iam::1:user/*', 'no'],
  // A wildcard reaches over colons.
  ['arn:*:role/x', 'arn:aws:iam::1:user/*', 'yes'],
] as const)('%s and %s have a text in common: %s', (left, right, expected) => {
  expect(intersects(patternOf(left), patternOf(right))).toBe(expected);
});

test.each([
  [['*'], '*', 'yes'],
  [['?*'], '*', 'no'],
  [['?*', ''], '*', 'yes'],
  [['*?'], '?*', 'yes'],
  [['a*', 'b*'], '*', 'no'],
  [['a*', 'b*'], 'a?', 'yes'],
  [['*a*', '*b*'], '?', 'no'],
  [['iam:*'], 'iam:Put*', 'yes'],
  [['iam:P*'], 'iam:*', 'no'],
  [[], '*', 'no'],
] as const)('%j covers %s: %s', (patterns, whole, expected) => {
  expect(covers(patterns.map(patternOf), patternOf(whole))).toBe(expected);
});

/** What a pattern means, said in the slowest and plainest way. */
function plainly(wanted: string, given: string): boolean {
  const [first, rest] = [wanted.charAt(0), wanted.slice(1)];
  if (wanted === '') return given === '';
  const isOneLess = given !== '' && plainly(first === '*' ? wanted : rest, given.slice(1));
  if (first === '*') return isOneLess || plainly(rest, given);
  return isOneLess && (first === '?' || first === given.charAt(0));
}

test('matches says what the plain definition says', () => {
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      expect(matches(patternOf(wanted), given)).toBe(plainly(wanted, given));
    }),
    { numRuns: 1_000 },
  );
});

test('no text is in what is covered and in none of what covers it', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 3 }), pattern, text, (patterns, whole, given) => {
      const parsed = patterns.map(patternOf);
      const isGap = matches(patternOf(whole), given) && !parsed.some((one) => matches(one, given));
      expect(isGap && covers(parsed, patternOf(whole)) === 'yes').toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('patterns that have a text in common intersect', () => {
  fc.assert(
    fc.property(pattern, pattern, text, (left, right, given) => {
      const [one, other] = [patternOf(left), patternOf(right)];
      const isCommon = matches(one, given) && matches(other, given);
      expect(isCommon && intersects(one, other) !== 'yes').toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test('a pattern covers itself, and what it covers covers no more than it does', () => {
  fc.assert(
    fc.property(pattern, pattern, pattern, (one, two, three) => {
      const [a, b, c] = [patternOf(one), patternOf(two), patternOf(three)];
      expect(covers([a], a)).toBe('yes');
      const isChain = covers([a], b) === 'yes' && covers([b], c) === 'yes';
      expect(isChain && covers([a], c) !== 'yes').toBe(false);
    }),
  );
});
