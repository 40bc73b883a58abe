import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Change, History } from '../core/history/history.ts';
import type { Report } from '../core/report.ts';
import { OUTCOMES } from './status-table.ts';

/** What reports say of a change, in the order in which they say it. */
export type ChangeWord =
  'new fail' | 'no longer waived' | 'fixed' | 'undecided now' | 'waived now' | 'no longer judged';

/** A change in words: which of `changed` it is follows from what it is now. */
export function changeWord({ kind, after }: Change): ChangeWord {
  switch (kind) {
    case 'new':
      return 'new fail';
    case 'fixed':
      return 'fixed';
    case 'gone':
      return 'no longer judged';
    case 'changed':
      if (after === 'fail') return 'no longer waived';
      return after === 'waived' ? 'waived now' : 'undecided now';
  }
}

export const CHANGE_WORDS: readonly ChangeWord[] = [
  'new fail',
  'no longer waived',
  'fixed',
  'undecided now',
  'waived now',
  'no longer judged',
];

/** `+1 new fail, -3 fixed, 2 still failing`, without what there is none of. */
export function changesInWords({
  changes,
  still,
}: Pick<History, 'changes' | 'still'>): readonly string[] {
  const counted = CHANGE_WORDS.flatMap((word) => {
    const count = changes.filter((change) => changeWord(change) === word).length;
    const sign = word === 'new fail' ? '+' : word === 'fixed' ? '-' : '';
    return count === 0 ? [] : [`${sign}${count} ${word}`];
  });
  const parts = [...counted, ...(still === 0 ? [] : [`${still} still failing`])];
  return parts.length === 0 ? ['nothing changed'] : parts;
}

/** `was fail, is pass; the spec changed there`. */
export function changeInWords({ before, after, specChanged }: Change): string {
  const was = before === null ? 'was not there' : `was ${OUTCOMES[before].word}`;
  const is = after === null ? 'is not there' : `is ${OUTCOMES[after].word}`;
  return `${was}, ${is}${specChanged ? '; the spec changed there' : ''}`;
}

/** How long before a run another one was, such as `23 h`. */
export function ageInWords(earlier: string, later: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(later) - Date.parse(earlier)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** `2026-11-22 08:00Z`. */
export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')}Z`;
}

/** What history knows of a finding. */
export interface FindingPast {
  readonly isNew: boolean;
  readonly isFlapping: boolean;
  /** Since when it has failed, when that is before this run; else null. */
  readonly failingSince: string | null;
}

/** Looks findings up in a report's history; without one, nothing is known of any. */
export function pastOf({ history, run }: Report): (finding: Finding) => FindingPast {
  if (history === null) return () => ({ isNew: false, isFlapping: false, failingSince: null });
  const news = new Set(history.changes.filter(({ kind }) => kind === 'new').map(({ key }) => key));
  const flapping = new Set(history.flapping);
  return (finding) => {
    const key = findingKey(finding);
    const since = Object.hasOwn(history.failingSince, key) ? history.failingSince[key] : undefined;
    return {
      isNew: news.has(key),
      isFlapping: flapping.has(key),
      failingSince: since === undefined || since >= run.finishedAt ? null : since,
    };
  };
}
