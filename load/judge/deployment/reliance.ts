import type { ResourceRuling } from './resource-ruling.ts';

/**
 * A ruling, as far as what it rests on can be relied on. What cannot be leaves it undecided, for and against; what is only doubtful
 * takes from what speaks for the size, and nothing from what speaks against it.
 * @param needed that must hold for it to say anything
 * @param doubted that must hold for it to speak for the size
 */
export function relyingOn(
  ruling: ResourceRuling,
  needed: readonly ResourceRuling[],
  doubted: readonly ResourceRuling[] = [],
): ResourceRuling {
  switch (ruling.verdict) {
    case 'NOT-APPLICABLE':
    case 'NOT-ASKED':
    case 'INCONCLUSIVE':
      return ruling;
    case 'UNDERSIZED':
    case 'FINDING':
      return undecided(ruling, needed);
    case 'OVERSIZED':
    case 'HOLDS':
      return undecided(ruling, [...needed, ...doubted]);
  }
}

function undecided(ruling: ResourceRuling, conditions: readonly ResourceRuling[]): ResourceRuling {
  const missing = conditions.find(({ verdict }) => verdict === 'INCONCLUSIVE');
  return missing === undefined
    ? ruling
    : {
        ...ruling,
        verdict: 'INCONCLUSIVE',
        reason: `What AWS reported cannot be relied on (${missing.rule}). ${missing.reason}`,
      };
}
