import type { TaskCounts } from '../../../core/load/deployment-record.ts';
import { momentInWords, type Span } from './span.ts';

/** Counts come every few seconds. In more than this a task may have stopped, and another may have started. */
const LONGEST_GAP_MS = 15_000;

/** How many tasks there were throughout a time. */
export type SteadyTasks =
  | { readonly kind: 'steady'; readonly tasks: number }
  /** It was another number at its end, or in between. */
  | { readonly kind: 'changed'; readonly reason: string }
  | { readonly kind: 'unseen'; readonly reason: string };

/** Whether one number of tasks ran throughout a time, and was to run: what is still rolled out or stopped serves as well. */
export function steadyTasks(counts: readonly TaskCounts[], span: Span): SteadyTasks {
  const gap = countGap(counts, span);
  if (gap !== null) return { kind: 'unseen', reason: gap };
  const within = countsWithin(counts, span);
  const [first] = within;
  if (first === undefined) return { kind: 'unseen', reason: 'No number of tasks was seen.' };
  for (const { at, running, desired } of within) {
    if (running !== first.running || desired !== first.desired) {
      return {
        kind: 'changed',
        reason: `At ${momentInWords(Date.parse(at))} ${running} tasks ran and ${desired} were wanted, where ${first.running} ran and ${first.desired} were wanted before: the service was not at rest.`,
      };
    }
  }
  const { at, running, desired } = first;
  if (running === 0) return { kind: 'unseen', reason: 'No task ran.' };
  return running === desired
    ? { kind: 'steady', tasks: running }
    : {
        kind: 'changed',
        reason: `From ${momentInWords(Date.parse(at))} on ${running} tasks ran and ${desired} were wanted: the service was not at rest.`,
      };
}

/** Where the numbers of tasks were not seen for too long, or at all, as a sentence; null when there is no such gap. */
export function countGap(counts: readonly TaskCounts[], span: Span): string | null {
  const { fromMs, toMs } = span;
  if (countsWithin(counts, span).length === 0) return gapInWords(fromMs, toMs);
  let seenMs = fromMs;
  for (const { at } of counts) {
    const atMs = Date.parse(at);
    if (atMs < fromMs) continue;
    const until = Math.min(atMs, toMs);
    if (until - seenMs > LONGEST_GAP_MS) return gapInWords(seenMs, until);
    seenMs = until;
    if (atMs >= toMs) return null;
  }
  return toMs - seenMs > LONGEST_GAP_MS ? gapInWords(seenMs, toMs) : null;
}

/** The counts of a time, in their order. */
export function countsWithin(
  counts: readonly TaskCounts[],
  { fromMs, toMs }: Span,
): readonly TaskCounts[] {
  return counts.filter(({ at }) => {
    const atMs = Date.parse(at);
    return atMs >= fromMs && atMs <= toMs;
  });
}

/** What was counted last until a moment; null when that is too long ago, or nothing was. */
export function countAt(counts: readonly TaskCounts[], atMs: number): TaskCounts | null {
  const last = counts.filter(({ at }) => Date.parse(at) <= atMs).at(-1);
  return last === undefined || atMs - Date.parse(last.at) > LONGEST_GAP_MS ? null : last;
}

function gapInWords(fromMs: number, toMs: number): string {
  return `How many tasks there were was not seen from ${momentInWords(fromMs)} on for ${Math.round((toMs - fromMs) / 1000)} s.`;
}
