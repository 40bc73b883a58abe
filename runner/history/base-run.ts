import type { IndexedRun } from './index-database.ts';

/**
 * The run that the next one of its series is compared with: the newest that left nothing out, or the newest of all when each did.
 * @param runs oldest first
 */
export function baseOf(runs: readonly IndexedRun[]): IndexedRun | null {
  return runs.findLast(({ isPartial }) => !isPartial) ?? runs.at(-1) ?? null;
}

/** The same where new failures alone block: what blocked a run would not block the next one, if that were compared with it. */
export function baseOnNew(runs: readonly IndexedRun[]): IndexedRun | null {
  return baseOf(runs.filter(({ blockedOnNew }) => !blockedOnNew));
}
