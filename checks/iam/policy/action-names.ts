import type { Automaton } from './automaton.ts';
import { charactersOf, type Pattern } from './pattern.ts';

const LETTERS = charactersOf('abcdefghijklmnopqrstuvwxyz');
const DIGITS = charactersOf('0123456789');

const DEAD = -1;
/** The shortest name that AWS has is that of `ecs:Poll`. */
const MIN_NAME = 4;

/** Behind a letter: services that no policy names, so that one which allows an action of theirs means all services. */
export const UNNAMED_SERVICE = '-unnamed-service';

/** An action of an unnamed service with each first letter. */
export const UNNAMED_ACTIONS: readonly string[] = LETTERS.map(
  (letter) => `${letter}${UNNAMED_SERVICE}:UnnamedAction`,
);

/**
 * All names that an action can have, in lower case: of one service, or, with null, of every service that nobody named.
 * It is what a policy must cover to allow everything, whichever actions AWS adds.
 */
export function actionNames(service: string | null): Automaton {
  const prefix =
    service === null ? [null, ...charactersOf(UNNAMED_SERVICE)] : charactersOf(service);
  const nameAt = prefix.length + 1;
  const last = nameAt + MIN_NAME;
  const isNext = (state: number, character: string): boolean => {
    if (state === prefix.length) return character === ':';
    if (state < prefix.length) {
      const expected = prefix[state] ?? null;
      return expected === null ? LETTERS.includes(character) : character === expected;
    }
    return LETTERS.includes(character) || (state > nameAt && DIGITS.includes(character));
  };
  return {
    start: 0,
    step: (state, character) =>
      state !== DEAD && isNext(state, character) ? Math.min(state + 1, last) : DEAD,
    tells: () => true,
    accepts: (state) => state === last,
    isDead: (state) => state === DEAD,
  };
}

/** The characters of actions: those that are named, and a letter and a digit that are not. */
export function actionAlphabet(
  patterns: readonly Pattern[],
  service: string | null,
): readonly string[] {
  const named = new Set([
    ...patterns.flatMap((pattern) => pattern.filter((token) => typeof token === 'string')),
    ...charactersOf(service ?? UNNAMED_SERVICE),
  ]);
  const unnamed = [LETTERS, DIGITS].flatMap((kind) => {
    const other = kind.find((character) => !named.has(character));
    return other === undefined ? [] : [other];
  });
  const known = [...LETTERS, ...DIGITS].filter((character) => named.has(character));
  return [...unnamed, ...known, '-', ':'];
}
