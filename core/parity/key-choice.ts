import type { ColumnFacts, KeyFacts, TableFacts } from './table-facts.ts';

/**
 * How the rows of a table are found again on the other side. `range`: by ranges of a key in an order that all servers agree
 * on. `bucket`: by buckets of the key's hash. `multiset`: there is no key, rows are counted by their content.
 */
export type KeyChoice =
  | { readonly mode: 'range'; readonly key: readonly ColumnFacts[] }
  | { readonly mode: 'bucket'; readonly key: readonly ColumnFacts[]; readonly reason: string }
  | { readonly mode: 'multiset'; readonly reason: string };

/** Types whose order no setting or library changes. */
const ORDERED_TYPES = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'uuid',
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
  'bytea',
]);
const TEXT_TYPES = new Set(['text', 'character varying']);

/** Takes the best key that both sides have; one that a single side has still tells rows apart there. */
export function chooseKey(source: TableFacts, target: TableFacts): KeyChoice {
  const shared = source.keys.find((key) => target.keys.some((other) => isSameKey(key, other)));
  const key = shared ?? source.keys[0] ?? target.keys[0];
  const columns = key === undefined ? null : columnsOf(key, source, target);
  if (columns === null) {
    return { mode: 'multiset', reason: 'no unique key over columns that are never null' };
  }
  const sourceKey = columns.map(([column]) => column);
  if (shared === undefined) {
    const reason = `${columns.map(([{ name }]) => name).join(', ')} is a key on one side only`;
    return { mode: 'bucket', key: sourceKey, reason };
  }
  const unordered = columns.find(([left, right]) => !isOrderedAlike(left, right));
  if (unordered === undefined) return { mode: 'range', key: sourceKey };
  const reason = `the order of ${unordered[0].name} (${unordered[0].type}) may differ between the servers`;
  return { mode: 'bucket', key: sourceKey, reason };
}

function isSameKey(left: KeyFacts, right: KeyFacts): boolean {
  return left.columns.join('\0') === right.columns.join('\0');
}

function columnsOf(
  { columns }: KeyFacts,
  source: TableFacts,
  target: TableFacts,
): (readonly [ColumnFacts, ColumnFacts])[] | null {
  const pairs = columns.flatMap((name) => {
    const left = source.columns.find((column) => column.name === name);
    const right = target.columns.find((column) => column.name === name);
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });
  return pairs.length === columns.length ? pairs : null;
}

function isOrderedAlike(left: ColumnFacts, right: ColumnFacts): boolean {
  if (left.type !== right.type) return false;
  if (ORDERED_TYPES.has(left.type)) return true;
  return (
    TEXT_TYPES.has(left.type) &&
    left.collation?.byteOrder === true &&
    right.collation?.byteOrder === true
  );
}
