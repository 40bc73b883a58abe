import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonPieces } from './json-pieces.ts';

const joined = (value: object, depth: number) => [...jsonPieces(value, depth)].join('');

test.each<[string, object]>([
  ['an empty object', {}],
  ['an empty list', []],
  ['lists and what is in them', { a: [], b: [{ c: [1, [2]] }, 'x\ny', null], d: { e: [3] } }],
  ['a list at the root', [{ a: 1 }, []]],
  ['what is undefined', { a: undefined, b: [undefined] }],
])('%s', (_, value) => {
  for (const depth of [0, 1, 2, 9]) {
    expect(joined(value, depth)).toBe(JSON.stringify(value, null, 1));
  }
});

test('any JSON is written as JSON.stringify writes it', () => {
  const json = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(json, fc.nat({ max: 5 }), (value, depth) => {
      expect(joined(value, depth)).toBe(JSON.stringify(value, null, 1));
    }),
  );
});

test('a long text comes in pieces', () => {
  const long = { list: Array.from({ length: 1000 }, () => 'x'.repeat(1000)) };
  const pieces = [...jsonPieces(long, 2)];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
});
