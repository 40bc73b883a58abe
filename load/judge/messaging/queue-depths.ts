import type { QueueDepth } from '../../../core/load/deployment-record.ts';
import { momentInWords, type Span } from '../deployment/span.ts';

/** Looks come every few seconds. In more than this a queue may have filled and emptied. */
const LONGEST_GAP_MS = 15_000;

/** All that a queue holds: what is taken and not deleted is not handled yet, and may come back. */
export function heldBy({ visible, inFlight, delayed }: QueueDepth): number {
  return visible + inFlight + delayed;
}

export function depthsWithin(
  depths: readonly QueueDepth[],
  { fromMs, toMs }: Span,
): readonly QueueDepth[] {
  return depths.filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) <= toMs);
}

/** What was seen last until a moment; null when that is too long ago, or nothing was. */
export function depthAt(depths: readonly QueueDepth[], atMs: number): QueueDepth | null {
  const last = depths.filter(({ at }) => Date.parse(at) <= atMs).at(-1);
  return last === undefined || atMs - Date.parse(last.at) > LONGEST_GAP_MS ? null : last;
}

/** Where a queue was not looked at for too long, as a sentence; null when there is no such gap. */
export function depthGap(
  queue: string,
  depths: readonly QueueDepth[],
  { fromMs, toMs }: Span,
): string | null {
  const moments = depthsWithin(depths, { fromMs, toMs }).map(({ at }) => Date.parse(at));
  let seenMs = fromMs;
  for (const atMs of [...moments, toMs]) {
    if (atMs - seenMs > LONGEST_GAP_MS) {
      return `How many messages ${queue} held was not seen from ${momentInWords(seenMs)} on for ${Math.round((atMs - seenMs) / 1000)} s.`;
    }
    seenMs = atMs;
  }
  return null;
}
