import type { ResourceRuling } from '../deployment/resource-ruling.ts';

/** What one question of M1 says; the worst of them is what the rule does. */
export interface Answer {
  readonly verdict: 'HOLDS' | 'UNDERSIZED' | 'INCONCLUSIVE';
  readonly reason: string;
  readonly evidence?: ResourceRuling['evidence'];
}

export function inconclusive(reason: string): Answer {
  return { verdict: 'INCONCLUSIVE', reason };
}
