import { automatonOf, type Automaton } from './automaton.ts';
import { matches, type Pattern } from './pattern.ts';
import { alphabetOf, findText, type Found } from './search.ts';

/** What `Action` and `Resource` select (`only` these), or `NotAction` and `NotResource` (all `except` these). */
export interface Selection {
  readonly kind: 'only' | 'except';
  readonly patterns: readonly Pattern[];
}

export function selects({ kind, patterns }: Selection, text: string): boolean {
  const isListed = patterns.some((pattern) => matches(pattern, text));
  return kind === 'only' ? isListed : !isListed;
}

/** Machines for several selections, and the way back from their answers to whether each selects. */
export interface Compiled {
  readonly machines: readonly Automaton[];
  /** Whether the selection at `index` selects a text, given whether each machine accepts it. */
  selects(index: number, inEach: readonly boolean[]): boolean;
}

export function compile(selections: readonly Selection[]): Compiled {
  const machines: Automaton[] = [];
  const ranges = selections.map(({ kind, patterns }) => {
    const from = machines.length;
    machines.push(...patterns.map(automatonOf));
    return { kind, from, to: machines.length };
  });
  return {
    machines,
    selects: (index, inEach) => {
      const range = ranges[index];
      if (range === undefined) return false;
      let isListed = false;
      for (let at = range.from; at < range.to && !isListed; at += 1) isListed = inEach[at] === true;
      return range.kind === 'only' ? isListed : !isListed;
    },
  };
}

/** A text of `whole` for which `holds`, given whether each selection selects it. */
export function findSelected(
  whole: Pattern,
  selections: readonly Selection[],
  holds: (selected: (index: number) => boolean) => boolean,
): Found {
  const compiled = compile(selections);
  return findText({
    within: [automatonOf(whole)],
    also: compiled.machines,
    alphabet: alphabetOf([whole, ...selections.flatMap(({ patterns }) => patterns)]),
    holds: (inEach) => holds((index) => compiled.selects(index, inEach)),
  });
}
