import type { DifferenceCounts } from '../../core/parity/document.ts';
import type { RowDifference } from '../../core/parity/row-merge.ts';
import { NO_DIFFERENCES } from '../../core/parity/verdict.ts';

/** What the comparison of one table has found so far. It keeps no more rows than are asked for. */
export interface Tally {
  readonly rows: { source: number; target: number };
  readonly parts: { total: number; resumed: number };
  readonly found: readonly RowDifference[];
  readonly counts: Readonly<DifferenceCounts>;
  /** Whether rows of further differing parts are still looked for. */
  mayLocate(): boolean;
  addRead(source: number, target: number, isResumed: boolean): void;
  addDifferences(differences: readonly RowDifference[]): void;
  /** Takes all rows away that were found, to judge them once more. */
  takeFound(): readonly RowDifference[];
  addUnlocated(parts: number): void;
  addUnstable(rows: number): void;
}

export function newTally(maxFound: number, isLive: boolean): Tally {
  const rows = { source: 0, target: 0 };
  const parts = { total: 0, resumed: 0 };
  const counts = { ...NO_DIFFERENCES };
  let found: RowDifference[] = [];
  return {
    rows,
    parts,
    get found() {
      return found;
    },
    get counts() {
      return counts;
    },
    mayLocate: () => counts.missing + counts.extra + counts.changed < maxFound,
    addRead: (source, target, isResumed) => {
      rows.source += source;
      rows.target += target;
      parts.total += 1;
      if (isResumed) parts.resumed += 1;
    },
    addDifferences: (differences) => {
      for (const difference of differences) counts[difference.kind] += 1;
      found.push(...differences.slice(0, Math.max(0, maxFound - found.length)));
    },
    takeFound: () => {
      const taken = found;
      found = [];
      Object.assign(counts, { missing: 0, extra: 0, changed: 0 });
      return taken;
    },
    addUnlocated: (unlocated) => {
      // What differs while replication goes on may only be late.
      if (isLive) counts.unstable += unlocated;
      else counts.unlocatedParts += unlocated;
    },
    addUnstable: (unstable) => {
      counts.unstable += unstable;
    },
  };
}
