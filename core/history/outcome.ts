import type { Finding } from '../finding.ts';
import type { Outcome } from './history.ts';

/** A finding's status, or that its failure is waived. */
export function outcomeOf({ status, waiver }: Pick<Finding, 'status' | 'waiver'>): Outcome {
  return status === 'fail' && waiver !== null ? 'waived' : status;
}

/** What an outcome says of the deployment: that it deviates, that it does not, or nothing. */
export type Standing = 'deviates' | 'holds' | 'undecided' | 'absent';

/** A waiver changes who accepts a deviation, not the deployment. `null` is a finding that a run does not have. */
export function standingOf(outcome: Outcome | null): Standing {
  switch (outcome) {
    case 'fail':
    case 'waived':
      return 'deviates';
    case 'pass':
      return 'holds';
    case 'not-applicable':
    case null:
      return 'absent';
    case 'unsettled':
    case 'unknown':
    case 'error':
    case 'not-checked':
      return 'undecided';
  }
}
