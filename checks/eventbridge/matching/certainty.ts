import type { Certainty } from '../../iam/policy/pattern-sets.ts';

export function yesIf(condition: boolean): Certainty {
  return condition ? 'yes' : 'no';
}

export function not(answer: Certainty): Certainty {
  switch (answer) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'undecided':
      return 'undecided';
  }
}

/** Yes when one of the answers is, no when all are. */
export function some(answers: readonly Certainty[]): Certainty {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('undecided') ? 'undecided' : 'no';
}

/** No when one of the answers is, yes when all are. */
export function every(answers: readonly Certainty[]): Certainty {
  return not(some(answers.map(not)));
}
