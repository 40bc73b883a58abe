import type { Change, History } from '../../core/history/history.ts';
import {
  ageInWords,
  CHANGE_WORDS,
  changeInWords,
  changesInWords,
  changeWord,
  minuteOf,
} from '../history-words.ts';
import { blank, wrapped, type Page, type Span } from './page.ts';

/** What one comparison shows: between a run and its history, or between any two runs. */
export type Changes = Pick<History, 'since' | 'changes' | 'still' | 'specChanges'>;

/** Of each kind, where not all are asked for. */
const CHANGES_SHOWN = 5;
const PLACES_SHOWN = 5;

/** `since last run (…, 23 h ago): +1 new fail, -3 fixed`, and what the findings above do not say. */
export function changesLines(page: Page, history: History, now: string, all: boolean): string[] {
  const { since } = history;
  const age = ageInWords(since.finishedAt, now);
  return [
    ...wrapped(page, blank(2), [
      { text: `since ${since.id} (${minuteOf(since.finishedAt)}, ${age} ago): `, style: 'quiet' },
      { text: changesInWords(history).join(', ') },
    ]),
    ...listed(
      page,
      history,
      // New failures stand above in full.
      history.changes.filter(({ kind }) => kind !== 'new'),
      all,
    ),
  ];
}

/** Every change of a comparison by what became of it, and where the specs differ. */
export function comparisonLines(page: Page, changes: Changes, all: boolean): string[] {
  return [
    ...wrapped(page, blank(2), [{ text: changesInWords(changes).join(', '), style: 'strong' }]),
    ...listed(page, changes, changes.changes, all),
  ];
}

function listed(
  page: Page,
  { specChanges }: Changes,
  changes: readonly Change[],
  all: boolean,
): string[] {
  const lines = CHANGE_WORDS.flatMap((word) => {
    const some = changes.filter((change) => changeWord(change) === word);
    const shown = all ? some : some.slice(0, CHANGES_SHOWN);
    const left = some.length - shown.length;
    return [
      ...shown.flatMap((change) =>
        wrapped(
          page,
          [{ text: `  ${word}  ` }],
          [...nameOf(page, change), { text: ` (${changeInWords(change)})`, style: 'quiet' }],
          4,
        ),
      ),
      ...(left > 0
        ? wrapped(page, [{ text: `  ${word}  ` }], [{ text: `and ${left} more` }], 4)
        : []),
    ];
  });
  return [...lines, ...specLines(page, specChanges, all)];
}

function nameOf({ ascii }: Page, { check, subject }: Change): readonly Span[] {
  return [{ text: subject === '*' ? check : `${check} ${ascii ? '>' : '›'} ${subject}` }];
}

function specLines(page: Page, places: readonly string[], all: boolean): string[] {
  if (places.length === 0) return [];
  const shown = all ? places : places.slice(0, PLACES_SHOWN);
  const left = places.length - shown.length;
  const words = shown.map((place) => (place === '' ? 'the whole of it' : place));
  return wrapped(
    page,
    [{ text: '  the spec changed  ' }],
    [{ text: [...words, ...(left > 0 ? [`and ${left} more`] : [])].join(', ') }],
    4,
  );
}
