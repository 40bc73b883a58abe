import { catchUp } from './catch-up.ts';
import type { IndexedRun } from './index-database.ts';
import type { RunStore } from './run-store.ts';
import { INDEX, withIndex } from './with-index.ts';

export interface RunTable {
  /** Oldest first. */
  readonly runs: readonly IndexedRun[];
  /** What is not as it should be. */
  readonly notes: readonly string[];
}

/** All runs of a store. */
export async function runTable(store: RunStore, index: string = INDEX): Promise<RunTable> {
  const notes = new Set<string>();
  const note = (text: string) => void notes.add(text);
  const runs = await withIndex(index, note, async (opened) => {
    await catchUp(opened, store, Infinity, note);
    return opened.runs(store.key, null);
  });
  return { runs, notes: [...notes] };
}
