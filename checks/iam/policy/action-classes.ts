import { automatonOf } from './automaton.ts';
import { hasWildcard, patternOf } from './pattern.ts';
import { alphabetOf, findText } from './search.ts';
import { compile, selects, type Selection } from './selection.ts';

/** Actions that the same statements are about, so that one answer holds for all of them. */
export type ActionClass<Statement> = (statement: Statement) => boolean;

export interface ActionClasses<Statement> {
  readonly classes: readonly ActionClass<Statement>[];
  /** False when the patterns are too intricate to find every class. */
  readonly isComplete: boolean;
}

/** What every action is of; less than AWS's grammar, since it is looked for beside a pattern that people wrote. */
const ANY_ACTION = patternOf('?*:?*');

/**
 * The classes of the actions that a text stands for: one action, or all that its wildcards may mean. No list of AWS's
 * actions is asked: one that AWS adds is of the pattern, too.
 */
export function actionClasses<Statement extends { readonly actions: Selection }>(
  action: string,
  statements: readonly Statement[],
): ActionClasses<Statement> {
  const name = action.toLowerCase();
  const pattern = patternOf(name);
  if (!hasWildcard(pattern)) {
    return { classes: [({ actions }) => selects(actions, name)], isComplete: true };
  }
  const selections = statements.map(({ actions }) => actions);
  const compiled = compile(selections);
  const found = new Map<string, ReadonlySet<Statement>>();
  const { state } = findText({
    within: [automatonOf(pattern), automatonOf(ANY_ACTION)],
    also: compiled.machines,
    alphabet: alphabetOf([pattern, ANY_ACTION, ...selections.flatMap(({ patterns }) => patterns)]),
    // Never enough: each text that is reached adds its class.
    holds: (inEach) => {
      const about = statements.flatMap((_, index) =>
        compiled.selects(index, inEach) ? [index] : [],
      );
      found.set(about.join(), new Set(about.flatMap((index) => statements[index] ?? [])));
      return false;
    },
  });
  return {
    classes: [...found.values()].map((about) => (statement) => about.has(statement)),
    isComplete: state === 'none',
  };
}
