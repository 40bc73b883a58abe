import type { Automaton } from './automaton.ts';
import type { Pattern } from './pattern.ts';

/** A text that was looked for: one, the proof that there is none, or neither, as the patterns are too intricate. */
export type Found =
  | { readonly state: 'found'; readonly text: string }
  | { readonly state: 'none' }
  | { readonly state: 'undecided' };

/** Patterns of people stay far below; a set that is made to be slow ends here, undecided. */
const MAX_STATES = 20_000;

interface Question {
  /** The text is in all of these. */
  readonly within: readonly Automaton[];
  /** Whether the text is in each of these decides, too. */
  readonly also: readonly Automaton[];
  /** One of every kind of character that the languages tell apart; the first is what they do not name, if there is any. */
  readonly alphabet: readonly string[];
  /** Given whether the text is in each of `also`. */
  readonly holds: (inEach: readonly boolean[]) => boolean;
}

interface Node {
  readonly text: string;
  readonly states: readonly number[];
}

/** A shortest text for which the question holds. It runs all languages side by side, so its answer is exact. */
export function findText({ within, also, alphabet, holds }: Question): Found {
  const machines = [...within, ...also];
  const answers = ({ states }: Node): boolean => {
    const accepted = machines.map((machine, index) => machine.accepts(states[index] ?? 0));
    return accepted.slice(0, within.length).every(Boolean) && holds(accepted.slice(within.length));
  };
  const first: Node = { text: '', states: machines.map((machine) => machine.start) };
  if (answers(first)) return { state: 'found', text: first.text };

  const seen = new Set([first.states.join()]);
  const waiting: Node[] = [first];
  // It grows while it is gone through.
  for (const node of waiting) {
    for (const character of alphabet) {
      const isTold = machines.some((machine, index) =>
        machine.tells(node.states[index] ?? 0, character),
      );
      // It leads where the first one did.
      if (!isTold && character !== alphabet[0]) continue;
      const states = machines.map((machine, index) =>
        machine.step(node.states[index] ?? 0, character),
      );
      if (within.some((machine, index) => machine.isDead(states[index] ?? 0))) continue;
      const key = states.join();
      if (seen.has(key)) continue;
      seen.add(key);
      const reached: Node = { text: node.text + character, states };
      if (answers(reached)) return { state: 'found', text: reached.text };
      if (seen.size >= MAX_STATES) return { state: 'undecided' };
      waiting.push(reached);
    }
  }
  return { state: 'none' };
}

/** Every character that a pattern names, and one that none does: it stands for all others. */
export function alphabetOf(patterns: readonly Pattern[]): readonly string[] {
  const named = new Set(
    patterns.flatMap((pattern) => pattern.filter((token) => typeof token === 'string')),
  );
  const other = ['x', 'y', 'z', 'w', '0'].find((character) => !named.has(character)) ?? '\u{e000}';
  return [other, ...named];
}
