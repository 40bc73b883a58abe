import { isNearExpiry, NEAR_EXPIRY_DAYS, type WaiverUse } from '../core/waivers/use.ts';
import type { Tone } from './status-table.ts';

/** What a reader should know of a waiver: its state, and whether it ends soon. */
export type WaiverNews = WaiverUse['state'] | 'near expiry';

interface NewsWords {
  readonly word: string;
  /** After a number. */
  readonly counted: string;
  readonly tone: Tone;
}

/** Most urgent first. */
export const WAIVER_NEWS: Readonly<Record<WaiverNews, NewsWords>> = {
  expired: { word: 'expired', counted: 'expired', tone: 'bad' },
  void: { word: 'void', counted: 'void', tone: 'bad' },
  'near expiry': {
    word: 'ends soon',
    counted: `applied, ending within ${NEAR_EXPIRY_DAYS} days`,
    tone: 'doubtful',
  },
  unused: { word: 'unused', counted: 'unused', tone: 'doubtful' },
  applied: { word: 'applied', counted: 'applied', tone: 'quiet' },
};

const ORDER = Object.keys(WAIVER_NEWS) as readonly WaiverNews[];

export function newsOf(use: WaiverUse): WaiverNews {
  return isNearExpiry(use) ? 'near expiry' : use.state;
}

/** Most urgent first; of equal ones, what ends first. */
export function byUrgency(waivers: readonly WaiverUse[]): readonly WaiverUse[] {
  const rank = (use: WaiverUse) => ORDER.indexOf(newsOf(use));
  return waivers.toSorted(
    (left, right) => rank(left) - rank(right) || left.daysLeft - right.daysLeft,
  );
}

/** `1 expired, 2 applied`. */
export function waiversInWords(waivers: readonly WaiverUse[]): string {
  const counts = Map.groupBy(waivers, newsOf);
  return ORDER.flatMap((news) => {
    const count = counts.get(news)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${WAIVER_NEWS[news].counted}`];
  }).join(', ');
}

/** What it names: `sg/ingress-exact › orders-db`. */
export function reachOf({ check, subject, resource, account, region }: WaiverUse): string {
  const place = [account, region].filter((part) => part !== null).join(' ');
  const name = `${check} › ${subject ?? resource ?? '*'}`;
  return place === '' ? name : `${name} (${place})`;
}

/** Until when, who answers for it, why, and what became of it. */
export function termsOf({ expires, daysLeft, owner, approvedBy, reason, note }: WaiverUse): string {
  const approved = approvedBy === null ? '' : `, approved by ${approvedBy}`;
  const text = `${whenOf(expires, daysLeft)}, ${owner}${approved}: ${reason}`;
  return note === null ? text : `${text} [${note}]`;
}

function whenOf(expires: string, daysLeft: number): string {
  if (daysLeft < 0) return `ended ${expires}`;
  if (daysLeft > NEAR_EXPIRY_DAYS) return `until ${expires}`;
  return daysLeft === 0
    ? `until ${expires}, its last day`
    : `until ${expires}, in ${inDays(daysLeft)}`;
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
