import { messageOf } from '../message-of.ts';
import { UsageError } from '../errors.ts';
import type { RunIndex } from './index-database.ts';
import type { RunStore } from './run-store.ts';
import { readCompared } from './stored-run.ts';

/** The most runs of a remote store that are read before a run is compared: each is a request. */
export const REMOTE_RUNS_READ = 200;

/**
 * Brings the index up to what the store holds: the runs are the truth, whatever it says.
 * @param limit reads at most so many of the newest runs that it does not know.
 * @param note is told of runs that this version cannot read.
 */
export async function catchUp(
  index: RunIndex,
  store: RunStore,
  limit: number,
  note: (text: string) => void,
): Promise<void> {
  const stored = await store.list();
  const known = index.ids(store.key);
  const there = new Set(stored);
  index.remove(
    store.key,
    [...known].filter((id) => !there.has(id)),
  );
  const missing = stored.filter((id) => !known.has(id));
  const read = missing.slice(-limit);
  if (read.length < missing.length) {
    note(
      `Of ${missing.length} runs in ${store.name} that were not seen from here before, the newest ${limit} were read.`,
    );
  }
  for (const id of read) {
    try {
      index.add(store.key, await readCompared(store, id));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      note(`A stored run is left out of the history. ${messageOf(error)}`);
    }
  }
}
