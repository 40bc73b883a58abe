import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../json.ts';
import { specChanges, touchedBy } from './spec-changes.ts';

test.each<[string, Json, Json, string[]]>([
  ['nothing', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ['a leaf', { a: { b: 1 } }, { a: { b: 2 } }, ['/a/b']],
  ['an entry more', { q: { one: 1 } }, { q: { one: 1, two: { x: 1 } } }, ['/q/two']],
  ['an entry less', { q: { one: 1, two: 2 } }, { q: { one: 1 } }, ['/q/two']],
  ['an item of a list', { l: [1, 2] }, { l: [1, 3] }, ['/l/1']],
  ['the length of a list', { l: [1] }, { l: [1, 2] }, ['/l']],
  ['another kind', { a: [] }, { a: {} }, ['/a']],
  ['a key with a slash and a tilde', { 'a/b~': 1 }, { 'a/b~': 2 }, ['/a~1b~0']],
  ['null is no absence', { a: null }, {}, ['/a']],
])('%s', (_, before, after, expected) => {
  expect(specChanges(before, after)).toEqual(expected);
});

const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('a spec does not differ from itself, and two that differ do so both ways', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(specChanges(one, structuredClone(one))).toEqual([]);
      expect(specChanges(one, other)).toEqual(specChanges(other, one));
    }),
  );
});

test.each<[string, string, boolean]>([
  ['/a/b', '/a/b', true],
  ['/a/b', '/a/b/c', true],
  ['/a/b', '/a', true],
  ['/a/b', '', true],
  ['', '/a', true],
  ['/a/b', '/a/bc', false],
  ['/a/b', '/a/c', false],
])('a change at %s touches %s: %s', (change, place, expected) => {
  expect(touchedBy([change])(place)).toBe(expected);
});

test('without a change nothing is touched', () => {
  expect(touchedBy([])('')).toBe(false);
});
