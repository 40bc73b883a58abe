import type { Sizing } from '../../core/load/sizing.ts';

/** A size as it was declared when the load was sent. */
export type SentSize = Pick<Sizing, 'resource' | 'declared'>;

/**
 * The sizes of a load that is judged by a spec that came after it: of one that was declared otherwise when the load was sent, nothing
 * was measured, in favour of it or against it.
 */
export function ofSentSizes(
  sizing: readonly Sizing[],
  sent: readonly SentSize[],
): readonly Sizing[] {
  return sizing.map((size) => {
    const then = sent.find(({ resource }) => resource === size.resource);
    if (then?.declared === size.declared || size.verdict === 'INVALID') return size;
    const was =
      then === undefined
        ? `no size of ${size.resource} was kept`
        : `the declared size was ${then.declared}`;
    return {
      ...size,
      verdict: 'INCONCLUSIVE',
      reason: `When the load was sent ${was}, and now it is ${size.declared}: the load says nothing of that.`,
      margin: null,
      recommended: null,
    };
  });
}
