import { compareHashes } from './row-merge.ts';

/** The hashes of one key's rows, in one look at both sides: the source before and after the target was read. */
export interface Look {
  readonly before: readonly string[];
  readonly target: readonly string[];
  readonly after: readonly string[];
}

/** A key whose rows differed, under replication that goes on. */
export interface Suspect {
  readonly key: string;
  /** What the last look saw, when the source held still and the target was another; null before. */
  readonly pair: string | null;
}

export type SuspectState =
  | { readonly state: 'cleared' }
  | { readonly state: 'confirmed'; readonly look: Look }
  | { readonly state: 'open'; readonly suspect: Suspect };

/**
 * Takes in one more look, in which the target was read after it had all that the source had committed before. A row that is
 * as the source was on either side of that reading is in step. One that differs from a source that held still, the same
 * twice running, is different. Whatever moves stays open.
 */
export function lookAgain({ key, pair }: Suspect, look: Look): SuspectState {
  const isSame = (side: readonly string[]) => compareHashes(key, side, look.target) === null;
  if (isSame(look.before) || isSame(look.after)) return { state: 'cleared' };
  const isStill = compareHashes(key, look.before, look.after) === null;
  if (!isStill) return { state: 'open', suspect: { key, pair: null } };
  const seen = JSON.stringify([look.before.toSorted(), look.target.toSorted()]);
  return seen === pair
    ? { state: 'confirmed', look }
    : { state: 'open', suspect: { key, pair: seen } };
}
