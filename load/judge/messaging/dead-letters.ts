import type { DeadLetters } from '../../../core/load/deployment-record.ts';
import type { Span } from '../deployment/span.ts';
import { depthAt, depthGap, depthsWithin, heldBy } from './queue-depths.ts';

/** Whether a queue of dead letters took any in a time. */
type TakenLetters =
  | { readonly kind: 'none' }
  /** It grew by so many from one look to a later one. */
  | { readonly kind: 'grown'; readonly by: number }
  | { readonly kind: 'unseen'; readonly reason: string };

export function lettersWithin({ queue, depths }: DeadLetters, whole: Span): TakenLetters {
  const before = depthAt(depths, whole.fromMs);
  const seen = [...(before === null ? [] : [before]), ...depthsWithin(depths, whole)];
  let least = Number.POSITIVE_INFINITY;
  let by = 0;
  for (const held of seen.map(heldBy)) {
    by = Math.max(by, held - least);
    least = Math.min(least, held);
  }
  if (by > 0) return { kind: 'grown', by };
  const reason =
    before === null
      ? `How many dead letters ${queue} held before messages were sent was not seen.`
      : depthGap(queue, depths, whole);
  return reason === null ? { kind: 'none' } : { kind: 'unseen', reason };
}
