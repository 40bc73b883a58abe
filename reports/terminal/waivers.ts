import type { WaiverUse } from '../../core/waivers/use.ts';
import { clip } from '../sanitize.ts';
import { byUrgency, newsOf, reachOf, termsOf, waiversInWords, WAIVER_NEWS } from '../waivers.ts';
import { VALUE_LIMIT } from './labels.ts';
import { blank, wrapped, type Page } from './page.ts';

const SHOWN = 20;

/** What became of the waivers: a count, and those that somebody must look at, or all of them. */
export function waiverLines(page: Page, waivers: readonly WaiverUse[], listed: boolean): string[] {
  if (waivers.length === 0) return [];
  const wanted = byUrgency(waivers).filter((use) => listed || newsOf(use) !== 'applied');
  const shown = wanted.slice(0, SHOWN);
  const left = wanted.length - shown.length;
  const more = `and ${left} more: landfall waivers list`;
  return [
    ...wrapped(page, blank(2), [{ text: `waivers: ${waiversInWords(waivers)}` }]),
    ...shown.flatMap((use) => waiverLine(page, use)),
    ...(left === 0 ? [] : wrapped(page, blank(4), [{ text: more, style: 'quiet' }])),
  ];
}

/** One waiver: what became of it, what it names, and its terms. */
export function waiverLine(page: Page, use: WaiverUse): string[] {
  const { word, tone } = WAIVER_NEWS[newsOf(use)];
  const reach = page.ascii ? reachOf(use).replaceAll('›', '>') : reachOf(use);
  return wrapped(
    page,
    [...blank(4), { text: word, style: tone }, { text: '  ' }],
    [
      { text: use.id, style: 'strong' },
      { text: ` ${clip(reach, VALUE_LIMIT)}, ${clip(termsOf(use), VALUE_LIMIT)}` },
    ],
    6,
  );
}
