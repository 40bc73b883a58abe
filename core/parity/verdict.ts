import type { DifferenceCounts, TableResult, ParityVerdict } from './document.ts';

/** What the comparison of one table came to. */
export interface TableOutcome {
  readonly counts: DifferenceCounts;
  /** Columns that stand on one side only. */
  readonly unpairedColumns: readonly string[];
  readonly comparedColumns: number;
  /** Why some of its rows were not compared; null when all were. */
  readonly unseen: string | null;
}

/** A known difference outranks what could not be seen, and that what would not hold still. */
export function tableVerdict(outcome: TableOutcome): ParityVerdict {
  const { missing, extra, changed, unstable, unlocatedParts } = outcome.counts;
  if (missing + extra + changed + unlocatedParts > 0) return 'different';
  if (outcome.unpairedColumns.length > 0) return 'different';
  if (outcome.unseen !== null || outcome.comparedColumns === 0) return 'unknown';
  return unstable > 0 ? 'unstable' : 'equal';
}

/** The worst of the tables'. Nothing that was compared proves nothing. */
export function runVerdict(tables: readonly Pick<TableResult, 'verdict'>[]): ParityVerdict {
  const has = (verdict: ParityVerdict) => tables.some((table) => table.verdict === verdict);
  if (has('different')) return 'different';
  if (tables.length === 0 || has('unknown')) return 'unknown';
  return has('unstable') ? 'unstable' : 'equal';
}

export function parityExitCode(verdict: ParityVerdict): 0 | 1 | 3 {
  switch (verdict) {
    case 'equal':
      return 0;
    case 'different':
      return 1;
    case 'unstable':
    case 'unknown':
      return 3;
  }
}

export const NO_DIFFERENCES: DifferenceCounts = {
  missing: 0,
  extra: 0,
  changed: 0,
  unstable: 0,
  unlocatedParts: 0,
};
