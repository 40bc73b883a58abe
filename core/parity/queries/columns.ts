import type { QueryColumn } from './document.ts';

/** A place in which the two sides do not have the same column. */
export interface DifferingColumn {
  /** From 1. */
  readonly position: number;
  readonly source: QueryColumn | null;
  readonly target: QueryColumn | null;
}

/** The columns of a query stand in an order that its readers rely on, so they are compared place by place. */
export function differingColumns(
  source: readonly QueryColumn[],
  target: readonly QueryColumn[],
): readonly DifferingColumn[] {
  const count = Math.max(source.length, target.length);
  return Array.from({ length: count }, (_, at) => ({
    position: at + 1,
    source: source[at] ?? null,
    target: target[at] ?? null,
  })).filter(
    ({ source: left, target: right }) => left?.name !== right?.name || left?.type !== right?.type,
  );
}

export function columnSentence({ position, source, target }: DifferingColumn): string {
  if (source === null || target === null) {
    const other = source === null ? 'source' : 'target';
    return `Column ${position}, ${textOf(source ?? target)}, is not on the ${other}.`;
  }
  if (source.name === target.name) {
    return `Column ${position}, ${source.name}, is ${source.type} on the source and ${target.type} on the target.`;
  }
  return `Column ${position} is ${textOf(source)} on the source and ${textOf(target)} on the target.`;
}

function textOf(column: QueryColumn | null): string {
  return column === null ? 'none' : `${column.name} ${column.type}`;
}
