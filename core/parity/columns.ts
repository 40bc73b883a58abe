import { columnText, type TextForm } from './column-text.ts';
import type { HashedText } from './row-hash.ts';
import type { ColumnFacts, TableFacts } from './table-facts.ts';

export interface ColumnPair {
  readonly name: string;
  readonly source: ColumnFacts;
  readonly target: ColumnFacts;
}

/** What of two tables is compared, and what is not. */
export interface ColumnCoverage {
  /** In the order of their names: the order in the table says nothing about content. */
  readonly compared: readonly ColumnPair[];
  readonly sourceOnly: readonly string[];
  readonly targetOnly: readonly string[];
  /** Computed when they are read, on both sides: they hold nothing. */
  readonly virtual: readonly string[];
}

export function coverColumns(source: TableFacts, target: TableFacts): ColumnCoverage {
  const compared: ColumnPair[] = [];
  const virtual: string[] = [];
  const sourceOnly: string[] = [];
  const others = new Map(target.columns.map((column) => [column.name, column]));
  for (const column of source.columns.toSorted(byName)) {
    const other = others.get(column.name);
    others.delete(column.name);
    if (other === undefined) sourceOnly.push(column.name);
    else if (column.generated === 'virtual' && other.generated === 'virtual') {
      virtual.push(column.name);
    } else compared.push({ name: column.name, source: column, target: other });
  }
  return { compared, sourceOnly, targetOnly: [...others.keys()].sort(), virtual };
}

/** The texts that a side hashes for a row. */
export function hashedTexts(
  pairs: readonly ColumnPair[],
  side: 'source' | 'target',
): readonly HashedText[] {
  return pairs.map((pair) => ({
    text: columnText(pair[side], textForm(pair)),
    nullable: !(pair.source.notNull && pair.target.notNull),
  }));
}

export function textForm({ source, target }: ColumnPair): TextForm {
  if (source.type === 'bytea' && target.type === 'bytea') return 'bytes';
  // Its name where no length is declared; with one it is `character(5)`, and blanks up to it are no content.
  return source.declared === 'bpchar' || target.declared === 'bpchar' ? 'output' : 'cast';
}

function byName(left: ColumnFacts, right: ColumnFacts): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
