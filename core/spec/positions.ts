import type { LineTable, Position } from './line-table.ts';
import type { Path, SourceMap, SourceNode, SourceEntry } from './source-tree.ts';

/** Where values were written, and nothing else of them: a tenth of the tree that they were read into. */
type Places =
  | number
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly Places[] }
  | { readonly kind: 'map'; readonly at: number; readonly entries: ReadonlyMap<string, Places> };

/**
 * Where the value in force at a path was written: a scalar itself, a map or a list at its key. What does not exist stands
 * where its nearest ancestor does.
 */
export function positionsIn(root: SourceMap, table: LineTable): (path: Path) => Position {
  const places = placesOf(root, root.span.start);
  return (path) => {
    let here = places;
    for (const step of path) {
      const below = childOf(here, step);
      if (below === undefined) break;
      here = below;
    }
    return table.positionAt(typeof here === 'number' ? here : here.at);
  };
}

function childOf(places: Places, step: string | number): Places | undefined {
  if (typeof places === 'number') return undefined;
  switch (places.kind) {
    case 'list':
      return places.items[Number(step)];
    case 'map':
      return places.entries.get(String(step));
  }
}

function placesOf(node: SourceNode, at: number): Places {
  switch (node.kind) {
    case 'scalar':
      return node.span.start;
    case 'list': {
      const items = node.items.map((item) => placesOf(item, item.span.start));
      return { kind: 'list', at, items };
    }
    case 'map':
      return { kind: 'map', at, entries: new Map([...node.entries].map(placeOfEntry)) };
  }
}

function placeOfEntry([key, entry]: readonly [string, SourceEntry]): [string, Places] {
  return [key, placesOf(entry.node, entry.key.start)];
}
