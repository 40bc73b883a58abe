import { bracketOf, nextLevel, type LevelOutcome, type TriedLevel } from './search.ts';
import type { SearchSettings } from './settings.ts';

/** What a level takes. */
export interface LevelCost {
  readonly seconds: number;
  readonly requests: number;
}

/** The most that a search can take, whatever its levels say. */
export interface WorstCase extends LevelCost {
  readonly levels: number;
  /** The greatest level, as a share of the declared rate. */
  readonly loadRatio: number;
}

const NOTHING: WorstCase = { levels: 0, seconds: 0, requests: 0, loadRatio: 0 };
const OUTCOMES: readonly LevelOutcome[] = ['good', 'bad', 'undecided'];

/** Goes through all that a search can come to; the most levels, seconds and requests need not be those of one course. */
export function worstCaseOf(
  settings: SearchSettings,
  costOf: (level: { readonly loadRatio: number; readonly afterQuiet: boolean }) => LevelCost,
): WorstCase {
  const known = new Map<string, WorstCase>();
  const after = (tried: readonly TriedLevel[]): WorstCase => {
    // What comes next follows from the bracket, and from whether the last level held.
    const state = JSON.stringify([bracketOf(tried), tried.at(-1)?.outcome]);
    const before = known.get(state);
    if (before !== undefined) return before;
    const next = nextLevel(tried, settings);
    if (next.kind === 'end') return NOTHING;
    const { loadRatio } = next;
    const cost = costOf(next);
    const courses = OUTCOMES.map((outcome) => after([...tried, { loadRatio, outcome }]));
    const most = (of: (course: WorstCase) => number) => Math.max(...courses.map(of));
    const worst = {
      levels: 1 + most(({ levels }) => levels),
      seconds: cost.seconds + most(({ seconds }) => seconds),
      requests: cost.requests + most(({ requests }) => requests),
      loadRatio: Math.max(
        loadRatio,
        most((course) => course.loadRatio),
      ),
    };
    known.set(state, worst);
    return worst;
  };
  return after([]);
}
