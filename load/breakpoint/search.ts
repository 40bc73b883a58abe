import type { SearchSettings } from './settings.ts';

/**
 * What a level said. `spoiled`: it was not the planned load, or it met what the one before left behind, so that nothing more is sent.
 */
export type LevelOutcome = 'good' | 'bad' | 'undecided' | 'spoiled';

export interface TriedLevel {
  readonly loadRatio: number;
  readonly outcome: LevelOutcome;
}

/**
 * Why a search goes no further.
 * - width: what held and what did not are near enough to each other.
 * - cap: all that may be sent was sent, and it held.
 * - undecided: what lies between them stays undecided.
 * - too-small: even a small share of the declared rate did not hold.
 * - spoiled: the last level cannot be relied on.
 */
export type SearchEnd = 'width' | 'cap' | 'undecided' | 'too-small' | 'spoiled';

export type NextLevel =
  | { readonly kind: 'level'; readonly loadRatio: number; readonly afterQuiet: boolean }
  | { readonly kind: 'end'; readonly why: SearchEnd };

/** What the levels follow from. */
export type SearchRange = Pick<
  SearchSettings,
  'growthFactor' | 'widthRatio' | 'requestsPerSecond' | 'mostRequestsPerSecond'
>;

/** A quotient of rates may lie a rounding error beside the one that was sent. */
const ALMOST = 1 - 1e-9;

/** Below this share of the declared rate nothing is looked for any more. */
const LEAST_RATIO = 1 / 8;
const DESCENT = 2;
/** So many undecided levels in a row, and no other: a longer level would decide them, and not another one. */
const MOST_UNDECIDED = 2;

/** What the levels so far leave open, as shares of the declared rate. */
export interface Bracket {
  /** The greatest that held below all that did not; null when none did. */
  readonly good: number | null;
  /** The least that did not hold; null when all did. */
  readonly bad: number | null;
  /** Between them, ascending. */
  readonly undecided: readonly number[];
}

/** A level above one that did not hold counts for nothing: a service that is too slow at a rate is not quick at a higher one. */
export function bracketOf(levels: readonly TriedLevel[]): Bracket {
  const ratios = (outcome: LevelOutcome) =>
    levels.filter((level) => level.outcome === outcome).map(({ loadRatio }) => loadRatio);
  const bad = least(ratios('bad'));
  const isBelowBad = (ratio: number) => bad === null || ratio < bad;
  const good = greatest(ratios('good').filter(isBelowBad));
  const undecided = ratios('undecided')
    .filter((ratio) => isBelowBad(ratio) && (good === null || ratio > good))
    .sort((one, other) => one - other);
  return { good, bad, undecided };
}

/**
 * The level that is to be sent after others: first the declared rate, then more and more until a level does not hold or all that may be
 * sent is, and then in the middle between what held and what did not. An undecided level is never taken for one that held: the search
 * goes on beside it, from below and from above.
 */
export function nextLevel(tried: readonly TriedLevel[], settings: SearchRange): NextLevel {
  const last = tried.at(-1);
  if (last?.outcome === 'spoiled') return { kind: 'end', why: 'spoiled' };
  const found = last === undefined ? 1 : within(bracketOf(tried), settings);
  return typeof found === 'number'
    ? {
        kind: 'level',
        loadRatio: found,
        afterQuiet: last !== undefined && last.outcome !== 'good',
      }
    : { kind: 'end', why: found };
}

function within(bracket: Bracket, settings: SearchRange): number | SearchEnd {
  const { good, bad, undecided } = bracket;
  if (good === null) return lower(bracket);
  const lowest = undecided[0];
  const highest = undecided.at(-1);
  if (lowest === undefined || highest === undefined) {
    return bad === null ? higher(good, settings) : between(good, bad, settings.widthRatio, 'width');
  }
  if (bad === null) {
    const grown = undecided.length < MOST_UNDECIDED ? higher(highest, settings) : 'cap';
    return grown === 'cap' ? between(good, lowest, settings.widthRatio, 'undecided') : grown;
  }
  if (isNear(good, bad, settings.widthRatio)) return 'width';
  const below = (lowest - good) / lowest;
  const above = (bad - highest) / bad;
  return below >= above
    ? between(good, lowest, settings.widthRatio, 'undecided')
    : between(highest, bad, settings.widthRatio, 'undecided');
}

/** Nothing held yet. */
function lower({ bad, undecided }: Bracket): number | SearchEnd {
  if (undecided.length >= MOST_UNDECIDED) return 'undecided';
  const from = undecided[0] ?? bad;
  if (from === null) return 'undecided';
  const next = from / DESCENT;
  if (next >= LEAST_RATIO) return next;
  return undecided.length > 0 ? 'undecided' : 'too-small';
}

function higher(
  from: number,
  { growthFactor, requestsPerSecond, mostRequestsPerSecond }: SearchRange,
): number | 'cap' {
  const most = mostRequestsPerSecond / requestsPerSecond;
  return from >= most * ALMOST ? 'cap' : Math.min(most, from * growthFactor);
}

function between(
  low: number,
  high: number,
  widthRatio: number,
  otherwise: SearchEnd,
): number | SearchEnd {
  return isNear(low, high, widthRatio) ? otherwise : (low + high) / 2;
}

function isNear(low: number, high: number, widthRatio: number): boolean {
  return high - low <= widthRatio * high;
}

function least(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.min(...values);
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
