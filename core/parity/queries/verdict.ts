import type { ParityVerdict } from '../document.ts';
import { parityExitCode, runVerdict } from '../verdict.ts';
import type { QueryParityDocument } from './document.ts';

/** What the comparison of one query came to, when both sides ran it. */
export interface QueryOutcome {
  readonly differingColumns: number;
  /** Null where the rows were not compared. */
  readonly rows: 'same' | 'other order' | 'different' | null;
  /** Sides whose two runs were not the same. */
  readonly unstable: readonly ('source' | 'target')[];
}

/** A known difference of the columns outranks all; rows that differ from run to run tell nothing of the other side. */
export function queryVerdict({ differingColumns, rows, unstable }: QueryOutcome): ParityVerdict {
  if (differingColumns > 0) return 'different';
  if (unstable.length > 0) return 'unstable';
  if (rows === null) return 'unknown';
  return rows === 'same' ? 'equal' : 'different';
}

/** The worst of the queries'; whatever stood in the way leaves the whole unproven. */
export function queriesVerdict(
  queries: QueryParityDocument['queries'],
  obstacles: readonly string[],
): ParityVerdict {
  return runVerdict([...queries, ...obstacles.map(() => ({ verdict: 'unknown' as const }))]);
}

/** A query that is too slow is a failure as one is that gives other rows. */
export function queryExitCode({
  verdict,
  timingVerdict,
}: Pick<QueryParityDocument, 'verdict' | 'timingVerdict'>): 0 | 1 | 3 {
  const ofContent = parityExitCode(verdict);
  if (ofContent === 1 || timingVerdict === 'slower') return 1;
  return timingVerdict === 'unknown' ? 3 : ofContent;
}
