import { MANY, ONE, type Pattern } from './pattern.ts';

/** A language as a machine: where it begins, what a character leads to, and where a text may end. */
export interface Automaton {
  readonly start: number;
  step(state: number, character: string): number;
  /** False only when the character leads where one that no pattern names does. */
  tells(state: number, character: string): boolean;
  accepts(state: number): boolean;
  /** No text leads out of it to where a text may end. */
  isDead(state: number): boolean;
}

/** The texts of a pattern. States are made when they are first reached, so a long pattern costs nothing until then. */
export function automatonOf(pattern: Pattern): Automaton {
  const states: (readonly number[])[] = [];
  const ids = new Map<string, number>();
  const steps: Map<string, number>[] = [];

  const intern = (positions: readonly number[]): number => {
    const key = positions.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    states.push(positions);
    steps.push(new Map());
    ids.set(key, states.length - 1);
    return states.length - 1;
  };

  const next = (state: number, character: string): number => {
    const reached = new Set<number>();
    for (const position of states[state] ?? []) {
      const token = pattern[position];
      if (token === MANY) enter(pattern, position, reached);
      else if (token === ONE || token === character) enter(pattern, position + 1, reached);
    }
    return intern(furthest(pattern, reached));
  };

  const begin = new Set<number>();
  enter(pattern, 0, begin);
  const start = intern(furthest(pattern, begin));
  return {
    start,
    step: (state, character) => {
      const known = steps[state]?.get(character);
      if (known !== undefined) return known;
      const reached = next(state, character);
      steps[state]?.set(character, reached);
      return reached;
    },
    tells: (state, character) =>
      states[state]?.some((position) => pattern[position] === character) ?? false,
    accepts: (state) => states[state]?.includes(pattern.length) ?? false,
    isDead: (state) => states[state]?.length === 0,
  };
}

/** A `*` may take nothing, so what is before it is at what is behind it, too. */
function enter(pattern: Pattern, position: number, reached: Set<number>): void {
  for (let at = position; ; at += 1) {
    reached.add(at);
    if (pattern[at] !== MANY) return;
  }
}

/** From the last `*` on: it takes all that the positions before it could, so they add no text. */
function furthest(pattern: Pattern, reached: ReadonlySet<number>): readonly number[] {
  const sorted = [...reached].sort((left, right) => left - right);
  const star = sorted.findLastIndex((position) => pattern[position] === MANY);
  return star < 0 ? sorted : sorted.slice(star);
}
