import { baseOf, baseOnNew } from './base-run.ts';
import type { IndexedRun } from './index-database.ts';

export interface Retention {
  /** The newest of each series to keep; null: as many as there are. */
  readonly keep: number | null;
  /** In milliseconds; older ones go. */
  readonly olderThanMs: number | null;
}

/**
 * The runs that retention removes, oldest first: those that are beyond every limit that is set. Of each series, the newest
 * run stays, and those that the next run is compared with, whether all failures or new ones alone block it.
 */
export function prunedRuns(
  runs: readonly IndexedRun[],
  { keep, olderThanMs }: Retention,
  now: number,
): readonly IndexedRun[] {
  const newestFirst = runs.toSorted((left, right) => (left.id < right.id ? 1 : -1));
  const removed = [...Map.groupBy(newestFirst, ({ series }) => series).values()].flatMap((all) => {
    const oldestFirst = all.toReversed();
    const bases = [baseOf(oldestFirst), baseOnNew(oldestFirst)];
    return all.filter(
      (run, at) =>
        at > 0 &&
        !bases.includes(run) &&
        (keep === null || at >= keep) &&
        (olderThanMs === null || now - Date.parse(run.finishedAt) > olderThanMs),
    );
  });
  return removed.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
