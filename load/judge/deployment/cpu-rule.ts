import { rounded } from '../words.ts';
import { demandedMinutes, nearlyGreatest, periodsInWords } from './demanded-minutes.ts';
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
  const minutes = demandedMinutes(levels, cpuMaximum, `the greatest CPU of ${name}`);
  const ruling = rulingBy('C1', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const cpuPercent = nearlyGreatest(minutes.values);
  const withHeadroom = cpuPercent * (1 + HEADROOM);
  const evidence = { cpuPercent, withHeadroom, minutes: minutes.values.length };
  const found = `In ${periodsInWords(minutes.values.length, cpuMaximum)} the busiest task of ${name} used up to ${rounded(cpuPercent)} % of its CPU`;
  return withHeadroom > 100
    ? ruling(
        'UNDERSIZED',
        `${found}, and a fifth more would be ${rounded(withHeadroom)} %: there is no headroom.`,
        evidence,
      )
    : ruling('HOLDS', `${found}, and a fifth more is ${rounded(withHeadroom)} %.`, evidence);
}
