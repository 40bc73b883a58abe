import type { Span } from './line-table.ts';
import type { SourceEntry, SourceMap } from './source-tree.ts';

/**
 * The base with an overlay laid over it: maps merge by key, anything else replaces, and an explicit null takes a key
 * away. Every value keeps the place where it was written; a map that is in both keeps the base's.
 */
export function overlay(base: SourceMap, over: SourceMap): SourceMap {
  const entries = new Map<string, SourceEntry>(base.entries);
  const removed = new Map<string, Span>(base.removed);
  for (const [key, entry] of over.entries) {
    const merged = mergeEntry(entries.get(key), entry);
    if (merged === null) {
      entries.delete(key);
      removed.set(key, entry.key);
    } else {
      entries.set(key, merged);
      removed.delete(key);
    }
  }
  return { kind: 'map', entries, removed, span: base.span };
}

function mergeEntry(below: SourceEntry | undefined, above: SourceEntry): SourceEntry | null {
  const { node } = above;
  if (node.kind === 'scalar' && node.value === null) return null;
  if (node.kind !== 'map') return above;
  if (below?.node.kind === 'map') {
    return { key: below.key, node: overlay(below.node, node) };
  }
  // Nothing to merge with, but nulls in it still mean "without": they must not become values.
  const nothing: SourceMap = { ...node, entries: new Map(), removed: new Map() };
  return { key: above.key, node: overlay(nothing, node) };
}
