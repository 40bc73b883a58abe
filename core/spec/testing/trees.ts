// Arbitrary values, and trees of them. Only tests import it.
import fc from 'fast-check';
import type { Json } from '../../json.ts';
import type { SourceEntry, SourceNode, SourceMap } from '../source-tree.ts';

type Tree = Readonly<Record<string, Json>>;

const NOWHERE = { start: 0, end: 0 };

/** A value as it is read from YAML, without places. */
function treeOf(value: Json): SourceNode {
  if (value === null || typeof value !== 'object') {
    return { kind: 'scalar', value, span: NOWHERE };
  }
  if (isList(value)) return { kind: 'list', items: value.map(treeOf), span: NOWHERE };
  return mapOf(value);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

export function mapOf(value: Tree): SourceMap {
  const entries = new Map<string, SourceEntry>();
  for (const [key, member] of Object.entries(value)) {
    entries.set(key, { key: NOWHERE, node: treeOf(member) });
  }
  return { kind: 'map', entries, removed: new Map(), span: NOWHERE };
}

// Few names, so that base and overlays meet.
const name = fc.constantFrom('a', 'b', 'c');
const scalar = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('x', 'y'), fc.boolean());

/** Maps, lists and scalars anywhere; with nulls when `nulls` is true, as an overlay may have them. */
export function trees(nulls: boolean): fc.Arbitrary<Tree> {
  const leaf = nulls ? fc.oneof(scalar, fc.constant(null)) : scalar;
  return fc.letrec<{ map: Tree; value: Json }>((tie) => ({
    map: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(scalar, { maxLength: 2 }), tie('map')),
  })).map;
}

/** Trees of one shape: a key holds a map in all of them, or in none. Maps are named m, n and leaves a, b. */
export function treesOfOneShape(depth = 3): fc.Arbitrary<Tree> {
  const leaves = fc.dictionary(fc.constantFrom('a', 'b'), scalar, { noNullPrototype: true });
  if (depth === 0) return leaves;
  const maps = fc.dictionary(fc.constantFrom('m', 'n'), treesOfOneShape(depth - 1), {
    noNullPrototype: true,
  });
  return fc.tuple(leaves, maps).map(([below, above]) => ({ ...below, ...above }));
}
