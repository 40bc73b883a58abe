import type { Span } from './line-table.ts';

/** A value of a spec together with the place where it was written. */
export type SourceNode = SourceScalar | SourceList | SourceMap;

export interface SourceScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface SourceList {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly span: Span;
}

export interface SourceMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, SourceEntry>;
  /** Keys that an overlay takes away, and where it says so. */
  readonly removed: ReadonlyMap<string, Span>;
  readonly span: Span;
}

export interface SourceEntry {
  readonly key: Span;
  readonly node: SourceNode;
}

export type Path = readonly (string | number)[];

/** The value without its places. Maps have no prototype, so that a key such as `__proto__` is a key. */
export function plainOf(node: SourceNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map': {
      const plain = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of node.entries) plain[key] = plainOf(entry.node);
      return plain;
    }
  }
}

/** What a path leads to: the entry or item itself, or the nearest ancestor that exists. */
export interface Located {
  readonly node: SourceNode;
  /** The place of the key under which the node stands; null for the root and for items of a list. */
  readonly key: Span | null;
  /** True when the whole path exists. */
  readonly found: boolean;
  /** Where an overlay takes away the first key that does not exist; null when none does. */
  readonly removed: Span | null;
}

export function locate(root: SourceNode, path: Path): Located {
  let node = root;
  let key: Span | null = null;
  for (const step of path) {
    const below = childOf(node, step);
    if (below === null) {
      const removed = node.kind === 'map' ? (node.removed.get(String(step)) ?? null) : null;
      return { node, key, found: false, removed };
    }
    node = below.node;
    key = below.key;
  }
  return { node, key, found: true, removed: null };
}

function childOf(
  node: SourceNode,
  step: string | number,
): { node: SourceNode; key: Span | null } | null {
  switch (node.kind) {
    case 'scalar':
      return null;
    case 'list': {
      const item = node.items[Number(step)];
      return item === undefined ? null : { node: item, key: null };
    }
    case 'map':
      return node.entries.get(String(step)) ?? null;
  }
}

/**
 * The place that stands for a located value: a scalar's own, since it is what is wrong or right; the key of a map or a
 * list, since the value itself begins a line further down.
 */
export function spanOf({ node, key }: Located): Span {
  return node.kind === 'scalar' || key === null ? node.span : key;
}
