import { nextLevel, type SearchEnd, type TriedLevel } from '../../breakpoint/search.ts';
import { requestsOfLevel, secondsOfLevel } from '../../plan/breakpoint-plan.ts';
import type { Measurement } from '../measurement.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { percent, rounded } from '../words.ts';
import { combined, levelVerdict, type LevelVerdict } from './level-verdict.ts';

/** A level of a search as it was sent. */
interface SentLevel {
  readonly ran: RanScenario;
  readonly measurements: readonly Measurement[];
}

export interface JudgedLevel extends SentLevel {
  readonly loadRatio: number;
  /** Of each of the measurements. */
  readonly verdicts: readonly LevelVerdict[];
  readonly verdict: LevelVerdict;
}

/** What a search has come to. */
export type SearchStep =
  | { readonly kind: 'level'; readonly loadRatio: number; readonly afterQuiet: boolean }
  | {
      readonly kind: 'end';
      readonly why: SearchEnd | 'time' | 'requests';
      /** Why, as a sentence. */
      readonly says: string;
    };

export function judgedLevel({ ran, measurements }: SentLevel): JudgedLevel {
  const verdicts = measurements.map((measurement) => levelVerdict(ran, measurement));
  return {
    ...{ ran, measurements, verdicts },
    loadRatio: ran.level?.loadRatio ?? Number.NaN,
    verdict: combined(verdicts),
  };
}

/**
 * What comes after the levels that were sent, by what was kept of them alone: whoever judges them later comes to the same.
 * @throws {RangeError} when there is none, or one of them is no level of a search.
 */
export function stepAfter(levels: readonly JudgedLevel[]): SearchStep {
  const [first] = levels;
  const last = levels.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('No level was sent.');
  if (levels.some(({ ran }) => ran.level === null) || last.ran.level === null) {
    throw new RangeError('What was sent is no level of a search.');
  }
  const { settings } = last.ran.level;
  const tried: readonly TriedLevel[] = levels.map(({ loadRatio, verdict }) => ({
    loadRatio,
    outcome: verdict.outcome,
  }));
  const next = nextLevel(tried, settings);
  if (next.kind === 'end') return { ...next, says: inWords(next.why, levels) };
  const { limits } = last.ran.plan;
  const seconds =
    (Date.parse(last.ran.endedAt) - Date.parse(first.ran.startedAt)) / 1000 +
    secondsOfLevel(settings, next.afterQuiet);
  if (seconds > limits.seconds) {
    return {
      ...{ kind: 'end', why: 'time' },
      says: `Another level would end ${Math.ceil(seconds)} s after the first began, and ${limits.seconds} are the limit.`,
    };
  }
  const requests =
    levels.reduce((sum, { ran }) => sum + ran.fold.account().requests, 0) +
    requestsOfLevel(settings, next, settings);
  return requests > limits.requests
    ? {
        ...{ kind: 'end', why: 'requests' },
        says: `With another level ${Math.ceil(requests)} requests would be sent, and ${limits.requests} are the limit.`,
      }
    : next;
}

function inWords(why: SearchEnd, levels: readonly JudgedLevel[]): string {
  const last = levels.at(-1);
  const settings = last?.ran.level?.settings;
  const undecided = levels.findLast(({ verdict }) => verdict.outcome === 'undecided');
  switch (why) {
    case 'width':
      return `What held and what did not are within ${percent(settings?.widthRatio ?? 0)} of each other.`;
    case 'cap':
      return `All that may be sent was: ${rounded(settings?.mostRequestsPerSecond ?? 0)} requests a second are the limit.`;
    case 'undecided':
      return `It cannot be told more closely, as a level stays undecided. ${undecided?.verdict.reason ?? ''}`.trim();
    case 'too-small':
      return 'Even a small share of the declared rate did not hold.';
    case 'spoiled':
      return `The last level cannot be relied on. ${last?.verdict.reason ?? ''}`.trim();
  }
}
