import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overlay } from './overlay.ts';
import { plainOf } from './source-tree.ts';
import { mapOf, trees, treesOfOneShape } from './testing/trees.ts';

type Tree = Parameters<typeof mapOf>[0];

/** Overlays laid over a base one after the other. */
function laid(base: Tree, ...overlays: readonly Tree[]): unknown {
  return asJson(
    plainOf(overlays.reduce((below, over) => overlay(below, mapOf(over)), mapOf(base))),
  );
}

/** Maps are read without a prototype; a round trip gives them one. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test.each<[string, Tree, Tree, Tree]>([
  ['maps merge by key', { a: { x: 1, y: 1 } }, { a: { y: 2, z: 2 } }, { a: { x: 1, y: 2, z: 2 } }],
  ['lists replace', { a: [1, 2] }, { a: [3] }, { a: [3] }],
  ['a list replaces a map', { a: { x: 1 } }, { a: [] }, { a: [] }],
  ['a map replaces a list', { a: [1] }, { a: { x: 1 } }, { a: { x: 1 } }],
  ['a map replaces a scalar', { a: 1 }, { a: { x: 1 } }, { a: { x: 1 } }],
  ['a scalar replaces a map', { a: { x: 1 } }, { a: 1 }, { a: 1 }],
  ['null takes a key away', { a: { x: 1, y: 1 } }, { a: { x: null } }, { a: { y: 1 } }],
  ['null in a new map is no value', {}, { a: { x: null, y: { z: null } } }, { a: { y: {} } }],
  ['an empty map changes nothing', { a: { x: 1 } }, { a: {} }, { a: { x: 1 } }],
  ['null in a list is left for the schema', { a: [1] }, { a: [null] }, { a: [null] }],
])('%s', (_, base, over, expected) => {
  expect(laid(base, over)).toEqual(expected);
});

describe('laws', () => {
  test('nothing laid over a base is the base', () => {
    fc.assert(
      fc.property(trees(false), (base) => {
        expect(laid(base, {})).toEqual(base);
      }),
    );
  });

  test('laying an overlay twice is laying it once', () => {
    fc.assert(
      fc.property(trees(false), trees(true), (base, over) => {
        expect(laid(base, over, over)).toEqual(laid(base, over));
      }),
    );
  });

  test('what an overlay says is in force', () => {
    fc.assert(
      fc.property(trees(false), trees(false), (base, over) => {
        expect(laid(base, over)).toMatchObject(over);
      }),
    );
  });

  test('a key that an overlay does not name is as it was', () => {
    fc.assert(
      fc.property(trees(false), trees(true), (base, over) => {
        const others = Object.entries(base).filter(([key]) => !Object.hasOwn(over, key));
        expect(laid(base, over)).toMatchObject(Object.fromEntries(others));
      }),
    );
  });

  test('overlays of one shape may be merged before or after', () => {
    fc.assert(
      fc.property(treesOfOneShape(), treesOfOneShape(), treesOfOneShape(), (a, b, c) => {
        const before = overlay(mapOf(b), mapOf(c));
        expect(asJson(plainOf(overlay(mapOf(a), before)))).toEqual(laid(a, b, c));
      }),
    );
  });

  test('but a scalar between two maps breaks the order', () => {
    const [a, b, c] = [{ k: { x: 1 } }, { k: 0 }, { k: { y: 1 } }];
    const before = overlay(mapOf(b), mapOf(c));
    expect(laid(a, b, c)).toEqual({ k: { y: 1 } });
    expect(asJson(plainOf(overlay(mapOf(a), before)))).toEqual({ k: { x: 1, y: 1 } });
  });
});
