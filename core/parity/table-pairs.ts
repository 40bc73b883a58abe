import { tableName, type TableFacts } from './table-facts.ts';

/** One table as it is compared: on both sides, or on one alone. */
export type TablePair =
  | { readonly name: string; readonly source: TableFacts; readonly target: TableFacts }
  | { readonly name: string; readonly source: TableFacts; readonly target: null }
  | { readonly name: string; readonly source: null; readonly target: TableFacts };

export interface TablePairs {
  readonly pairs: readonly TablePair[];
  /** Tables that are not compared, with the reason. */
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
}

/** Tables in which a replication tool keeps its own books on the target. */
const BOOKKEEPING = 'awsdms_';

/**
 * Joins the tables of both sides. Partitions are tables of their own when both sides have the same ones; otherwise the
 * partitioned table stands for all of its content.
 */
export function pairTables(
  source: readonly TableFacts[],
  target: readonly TableFacts[],
): TablePairs {
  const left = byName(source);
  const right = byName(target);
  const asWhole = rootsAsWhole(source, target);
  const pairs: TablePair[] = [];
  const ignored: { name: string; reason: string }[] = [];
  for (const name of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const facts = { source: left.get(name) ?? null, target: right.get(name) ?? null };
    const one = facts.source ?? facts.target;
    if (one === null || isCovered(name, facts, asWhole)) continue;
    const reason = reasonToIgnore(facts);
    if (reason !== null) ignored.push({ name, reason });
    else if (facts.source !== null && facts.target !== null) {
      pairs.push({ name, source: facts.source, target: facts.target });
    } else if (facts.source !== null) pairs.push({ name, source: facts.source, target: null });
    else if (facts.target !== null) pairs.push({ name, source: null, target: facts.target });
  }
  return { pairs, ignored };
}

interface BothFacts {
  readonly source: TableFacts | null;
  readonly target: TableFacts | null;
}

function byName(tables: readonly TableFacts[]): Map<string, TableFacts> {
  return new Map(tables.map((table) => [tableName(table), table]));
}

/** A partition's content is compared with its root's, or a root's and an inner partition's with its leaves'. */
function isCovered(name: string, { source, target }: BothFacts, asWhole: Set<string>): boolean {
  const facts = [source, target].filter((side) => side !== null);
  if (facts.some(({ root }) => root !== null && asWhole.has(root))) return true;
  return facts.every(({ kind }) => kind === 'partitioned') && !asWhole.has(name);
}

/** The partitioned tables whose leaves are not the same on both sides, or are not all stored there. */
function rootsAsWhole(source: readonly TableFacts[], target: readonly TableFacts[]): Set<string> {
  const roots = [...source, ...target].filter(
    ({ kind, root }) => kind === 'partitioned' && root === null,
  );
  const whole = new Set<string>();
  for (const name of new Set(roots.map(tableName))) {
    const [left, right] = [leavesOf(name, source), leavesOf(name, target)];
    const names = (leaves: readonly TableFacts[]) => leaves.map(tableName).sort().join('\0');
    const areStored = [...left, ...right].every(({ kind }) => kind !== 'foreign-table');
    if (left.length === 0 || names(left) !== names(right) || !areStored) whole.add(name);
  }
  return whole;
}

function leavesOf(rootName: string, tables: readonly TableFacts[]): readonly TableFacts[] {
  return tables.filter(({ root, kind }) => root === rootName && kind !== 'partitioned');
}

function reasonToIgnore({ source, target }: BothFacts): string | null {
  const kinds = [source?.kind, target?.kind].filter((kind) => kind !== undefined);
  if (kinds.every((kind) => kind === 'foreign-table')) {
    return 'a foreign table holds no rows of its own';
  }
  if (source === null && (target?.name ?? '').startsWith(BOOKKEEPING)) {
    return 'the books of AWS DMS, which it keeps on the target';
  }
  return null;
}
