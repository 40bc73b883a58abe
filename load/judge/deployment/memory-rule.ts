import type { Point } from '../../stats/least-squares.ts';
import { theilSen } from '../../stats/theil-sen.ts';
import { rounded } from '../words.ts';
import { CONFIDENCE } from '../window.ts';
import { demandedMinutes, nearlyGreatest, periodsInWords } from './demanded-minutes.ts';
import { knownLevels, leftOfMore, levelInWords, tellingLevel } from './known-levels.ts';
import type { LoadedService } from './loaded-service.ts';
import { minutesWithin } from './metric-minutes.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import type { SharedLevel } from './shared-level.ts';
import { steadyTasks } from './task-counts.ts';

/** More than this is too near the end of a task that has no more. */
const LIMIT_PERCENT = 80;
/** A task may run for as long before it is deployed anew. */
const DAYS = 30;
const DAY_MS = 86_400_000;

type Loaded = Pick<LoadedService, 'name' | 'levels' | 'record' | 'scenarios'>;

/** C2: memory stays below 80 % up to the peak, and in a soak does not grow so that a task would run out of it within 30 days. */
export function memoryRuling(service: Loaded): ResourceRuling {
  const usual = levelRuling(service);
  if (usual.verdict === 'UNDERSIZED') return usual;
  const grown = service.levels
    .filter(({ scenario }) => scenario === 'soak')
    .map((level) => growthRuling(service, level));
  const worst =
    grown.find(({ verdict }) => verdict === 'UNDERSIZED') ??
    [usual, ...grown].find(({ verdict }) => verdict === 'INCONCLUSIVE');
  if (worst !== undefined) return worst;
  const reason =
    grown.length === 0
      ? `${usual.reason} Whether it grows was not looked at: no soak was sent.`
      : [usual, ...grown].map((ruling) => ruling.reason).join(' ');
  const evidence = grown.reduce((all, one) => ({ ...all, ...one.evidence }), usual.evidence);
  return { ...usual, reason, evidence };
}

function levelRuling(service: Loaded): ResourceRuling {
  const { name, levels, record } = service;
  const full = fullLevelRuling(service);
  if (full !== null) return full;
  const { memoryMaximum } = record;
  const minutes = demandedMinutes(levels, memoryMaximum, `the greatest memory of ${name}`);
  const ruling = rulingBy('C2', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const memoryPercent = Math.max(...minutes.byLevel.map(nearlyGreatest));
  const periods = `In ${periodsInWords(minutes.values.length, memoryMaximum)}`;
  return ruling(
    'HOLDS',
    `${usedInWords(periods, name, memoryPercent)}, within ${LIMIT_PERCENT} %.`,
    { memoryPercent, limitPercent: LIMIT_PERCENT, minutes: minutes.values.length },
  );
}

/** What a level up to the peak says at which too much is used; null when there is none. */
function fullLevelRuling({ name, levels, record, scenarios }: Loaded): ResourceRuling | null {
  const { memoryMaximum, counts } = record;
  const full = tellingLevel(
    knownLevels(levels, memoryMaximum, `the greatest memory of ${name}`).filter(
      ({ level, span, values }) =>
        nearlyGreatest(values) > LIMIT_PERCENT &&
        // Of the declared rate it is asked of all levels whether as many tasks ran as were wanted.
        (level.isDemanded || steadyTasks(counts, span).kind === 'steady'),
    ),
  );
  if (full === null) return null;
  const memoryPercent = nearlyGreatest(full.values);
  const reason = `${usedInWords(levelInWords(full, memoryMaximum), name, memoryPercent)}, more than ${LIMIT_PERCENT} %.`;
  const evidence = { memoryPercent, limitPercent: LIMIT_PERCENT, minutes: full.values.length };
  const ruling = rulingBy('C2', full.span);
  const left = leftOfMore(full, scenarios);
  return left === null
    ? ruling('UNDERSIZED', reason, evidence)
    : ruling('INCONCLUSIVE', `${reason} ${left}`, evidence);
}

function usedInWords(when: string, name: string, memoryPercent: number): string {
  return `${when} the fullest task of ${name} used up to ${rounded(memoryPercent)} % of its memory`;
}

function growthRuling(
  { name, record: { memoryMaximum, counts } }: Loaded,
  { steady, whole }: SharedLevel,
): ResourceRuling {
  const ruling = rulingBy('C2', whole);
  if (steady.kind === 'none') return ruling('INCONCLUSIVE', `In the soak: ${steady.reason}`);
  const minutes = minutesWithin(memoryMaximum, `the greatest memory of ${name}`, steady.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', `In the soak: ${minutes.reason}`);
  // Memory falls when a task is replaced: what grows in each of them is not seen across them.
  const tasks = steadyTasks(counts, steady.span);
  if (tasks.kind !== 'steady') return ruling('INCONCLUSIVE', `In the soak: ${tasks.reason}`);
  const points = minutes.values.map(({ atMs, value }): Point => ({ x: atMs / DAY_MS, y: value }));
  const trend = theilSen(points, CONFIDENCE);
  if (trend.kind === 'inconclusive') {
    return ruling('INCONCLUSIVE', `In the soak of ${name}: ${trend.reason}`);
  }
  const greatest = nearlyGreatest(minutes.values);
  const { low, high } = trend.interval;
  const evidence = { percentADay: trend.slope, lowerPercentADay: low, upperPercentADay: high };
  const found = `In the soak the memory of the fullest task of ${name} changed by ${rounded(trend.slope)} % a day (${rounded(low)} to ${rounded(high)})`;
  if (low > 0 && greatest + DAYS * low >= 100) {
    return ruling(
      'UNDERSIZED',
      `${found}: at ${rounded(greatest)} % now, it is full within ${rounded((100 - greatest) / low)} days.`,
      evidence,
    );
  }
  return greatest + DAYS * high >= 100
    ? ruling(
        'INCONCLUSIVE',
        `${found}: whether it is full within ${DAYS} days is not decided, and a longer soak would.`,
        evidence,
      )
    : ruling('HOLDS', `${found}, and is not full within ${DAYS} days.`, evidence);
}
