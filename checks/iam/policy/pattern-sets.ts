import { automatonOf } from './automaton.ts';
import type { Pattern } from './pattern.ts';
import { alphabetOf, findText } from './search.ts';

/** An answer about patterns; `undecided` when they are too intricate to be sure. */
export type Certainty = 'yes' | 'no' | 'undecided';

/** Whether some text is of both patterns. */
export function intersects(left: Pattern, right: Pattern): Certainty {
  const found = findText({
    within: [automatonOf(left), automatonOf(right)],
    also: [],
    alphabet: alphabetOf([left, right]),
    holds: () => true,
  });
  switch (found.state) {
    case 'found':
      return 'yes';
    case 'none':
      return 'no';
    case 'undecided':
      return 'undecided';
  }
}

/** Whether every text of `whole` is of at least one of the patterns. */
export function covers(patterns: readonly Pattern[], whole: Pattern): Certainty {
  const beyond = findText({
    within: [automatonOf(whole)],
    also: patterns.map(automatonOf),
    alphabet: alphabetOf([...patterns, whole]),
    holds: (inEach) => !inEach.includes(true),
  });
  switch (beyond.state) {
    case 'found':
      return 'no';
    case 'none':
      return 'yes';
    case 'undecided':
      return 'undecided';
  }
}
