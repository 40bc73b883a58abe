import { rounded } from '../words.ts';
import { demandedMinutes, nearlyGreatest, periodsInWords } from './demanded-minutes.ts';
import { knownLevels } from './known-levels.ts';
import type { LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** What must be left: this share of what is used. */
export const HEADROOM = 0.2;

/** C1: at the declared rate, and up to the peak, the busiest task has a fifth more CPU than it uses. */
export function cpuRuling({
  name,
  levels,
  record: { cpuMaximum },
}: Pick<LoadedService, 'name' | 'levels' | 'record'>): ResourceRuling {
  const what = `the greatest CPU of ${name}`;
  const used = (count: number, percent: number) =>
    `In ${periodsInWords(count, cpuMaximum)} the busiest task of ${name} used up to ${rounded(percent)} % of its CPU`;
  const demanded = levels.filter(({ isDemanded }) => isDemanded);
  for (const { values, span } of knownLevels(demanded, cpuMaximum, what)) {
    const cpuPercent = nearlyGreatest(values);
    const withHeadroom = cpuPercent * (1 + HEADROOM);
    if (withHeadroom > 100) {
      return rulingBy('C1', span)(
        'UNDERSIZED',
        `${used(values.length, cpuPercent)}, and a fifth more would be ${rounded(withHeadroom)} %: there is no headroom.`,
        { cpuPercent, withHeadroom, minutes: values.length },
      );
    }
  }
  const minutes = demandedMinutes(levels, cpuMaximum, what);
  const ruling = rulingBy('C1', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const cpuPercent = Math.max(...minutes.byLevel.map(nearlyGreatest));
  const withHeadroom = cpuPercent * (1 + HEADROOM);
  return ruling(
    'HOLDS',
    `${used(minutes.values.length, cpuPercent)}, and a fifth more is ${rounded(withHeadroom)} %.`,
    { cpuPercent, withHeadroom, minutes: minutes.values.length },
  );
}
