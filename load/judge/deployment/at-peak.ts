import type { ResourceRuling } from './resource-ruling.ts';
import type { SharedLevel } from './shared-level.ts';

/**
 * A ruling on what was measured from the declared rate to the peak. Of less than the peak it speaks against a size, and never for it.
 */
export function atPeakToo(ruling: ResourceRuling, levels: readonly SharedLevel[]): ResourceRuling {
  return ruling.verdict !== 'HOLDS' || hasPeak(levels)
    ? ruling
    : {
        ...ruling,
        verdict: 'INCONCLUSIVE',
        reason: `${ruling.reason} No level of the peak was sent, at which it may be otherwise.`,
      };
}

/** Whether a level is of the peak, and of no more. */
export function hasPeak(levels: readonly SharedLevel[]): boolean {
  return levels.some(({ isAtPeak, isDemanded }) => isAtPeak && isDemanded);
}
