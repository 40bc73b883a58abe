import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../errors.ts';

/** Until k6 has read its program and its schedule. */
const LEAD_MS = 10_000;
const MOST_MS = 24 * 3_600_000;

/** What marks the requests of all generators that begin at a moment: they are one load. */
export function markerAt(startAtMs: number): string {
  return `at-${new Date(startAtMs).toISOString().replace(/[-:]/g, '')}`;
}

/**
 * Waits until it is time to prepare for a moment that is common to several generators, or until the signal ends it.
 * @throws {UsageError} when the moment is too near to be kept, or more than a day away.
 */
export async function untilReady(
  startAtMs: number,
  { signal, onNote }: { readonly signal: AbortSignal; readonly onNote: (note: string) => void },
): Promise<void> {
  const at = new Date(startAtMs).toISOString();
  const waitMs = startAtMs - Date.now() - LEAD_MS;
  if (waitMs < 0) {
    throw new UsageError(
      `The load is to begin at ${at}, and a generator needs ${LEAD_MS / 1000} s before that to be ready. Name a later moment, the same for all generators.`,
    );
  }
  if (waitMs > MOST_MS) {
    throw new UsageError(`The load is to begin at ${at}, which is more than a day away.`);
  }
  onNote(`The load begins at ${at}.`);
  await sleep(waitMs, undefined, { signal }).catch((error: unknown) => {
    // The test then ends before it began, and is kept as that.
    if (!signal.aborted) throw error;
  });
}
