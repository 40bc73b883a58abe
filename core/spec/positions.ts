import type { LineTable, Position } from './line-table.ts';
import type { Path, SourceMap, SourceNode } from './source-tree.ts';

/** Where values were written, and nothing else of them: a tenth of the tree that they were read into. */
type Places =
  | number
  | {
      readonly at: number;
      /** Of a map, in its order; null for a list. One for all maps that have these keys: most entries are alike. */
      readonly keys: readonly string[] | null;
      readonly members: readonly Places[];
    };

type SharedKeys = (keys: readonly string[]) => readonly string[];

/**
 * Where the value in force at a path was written: a scalar itself, a map or a list at its key. What does not exist stands
 * where its nearest ancestor does.
 */
export function positionsIn(root: SourceMap, table: LineTable): (path: Path) => Position {
  const places = placesOf(root, root.span.start, sharedKeys());
  return (path) => {
    let here = places;
    for (const step of path) {
      const below = memberOf(here, step);
      if (below === undefined) break;
      here = below;
    }
    return table.positionAt(typeof here === 'number' ? here : here.at);
  };
}

function sharedKeys(): SharedKeys {
  const known = new Map<string, readonly string[]>();
  return (keys) => {
    const text = JSON.stringify(keys);
    const shared = known.get(text) ?? keys;
    known.set(text, shared);
    return shared;
  };
}

function memberOf(places: Places, step: string | number): Places | undefined {
  if (typeof places === 'number') return undefined;
  const { keys, members } = places;
  return members[keys === null ? Number(step) : keys.indexOf(String(step))];
}

function placesOf(node: SourceNode, at: number, shared: SharedKeys): Places {
  switch (node.kind) {
    case 'scalar':
      return node.span.start;
    case 'list':
      return {
        at,
        keys: null,
        members: node.items.map((item) => placesOf(item, item.span.start, shared)),
      };
    case 'map':
      return {
        at,
        keys: shared([...node.entries.keys()]),
        members: [...node.entries.values()].map((entry) =>
          placesOf(entry.node, entry.key.start, shared),
        ),
      };
  }
}
