import { heightAt } from '../../stats/least-squares.ts';
import { percent, rounded } from '../words.ts';
import { demandedMinutes, periodsInWords } from './demanded-minutes.ts';
import { followsLoad } from './follows-load.ts';
import { knownLevels } from './known-levels.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { minutesWithin, type MinuteValue } from './metric-minutes.ts';
import { metricOverLevels } from './metric-over-levels.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** A minute above this has nothing left to scale up to, and more than this share of such minutes is no accident. */
const FULL = { percent: 95, share: 0.1 } as const;
/** AWS moves the capacity in steps of half a unit: what moves by no more does not feel the load. */
const STEP_ACU = 0.5;

/** D1: the cluster is not at its greatest capacity, and needs no more at the peak. */
export function capacityRuling(database: LoadedDatabase): ResourceRuling {
  const { name, levels, record, capacity } = database;
  const { maxAcu } = capacity;
  const usedUp = usedUpRuling(database);
  if (usedUp !== null) return usedUp;
  const minutes = demandedMinutes(levels, record.acuUtilization, shareOf(name));
  const ruling = rulingBy('D1', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const used = demandedMinutes(levels, record.acu, `the capacity of ${name}`);
  if (used.kind === 'unseen') return ruling('INCONCLUSIVE', used.reason);
  const total = minutes.values.length;
  const full = fullOf(database, minutes.values, used.values);
  const found = fullInWords(database, full, total);
  const over = metricOverLevels(database, record.acu, `the capacity of ${name}`);
  if (over.kind === 'inconclusive') return ruling('INCONCLUSIVE', over.reason);
  const most = Math.max(...over.minutes.map(({ y }) => y));
  const least = Math.min(...over.minutes.map(({ y }) => y));
  const evidence = { full, minutes: total, maxAcu, mostAcu: most };
  if (over.minutes.length > 0 && most - least <= STEP_ACU) {
    return ruling(
      'HOLDS',
      `${found}, and its capacity hardly moved under the load: ${rounded(least)} to ${rounded(most)} ACU.`,
      evidence,
    );
  }
  const follows = followsLoad(over.minutes, `the capacity of ${name}`);
  if (follows.kind === 'inconclusive') return ruling('INCONCLUSIVE', follows.reason);
  const { line } = follows;
  const peak = database.peakRequestsPerSecond;
  const needed = line.intercept + line.slope * peak;
  const upper = heightAt(line, peak).high;
  const needs = `${found}; ${rounded(peak)} requests a second need ${rounded(needed)} ACU, and no more than ${rounded(upper)}`;
  const fitted = { ...evidence, neededAcu: needed, upperAcu: upper };
  if (needed > maxAcu) return ruling('UNDERSIZED', `${needs}.`, fitted);
  return upper > maxAcu
    ? ruling('INCONCLUSIVE', `${needs}: whether ${maxAcu} are enough is not decided.`, fitted)
    : ruling('HOLDS', `${needs}.`, fitted);
}

/** What a level from the declared rate to the peak says at which all of it is used too often; null when there is none. */
function usedUpRuling(database: LoadedDatabase): ResourceRuling | null {
  const { name, levels, record, capacity } = database;
  const demanded = levels.filter(({ isDemanded }) => isDemanded);
  for (const { values, span } of knownLevels(demanded, record.acuUtilization, shareOf(name))) {
    const used = minutesWithin(record.acu, `the capacity of ${name}`, span);
    const full = fullOf(database, values, used.kind === 'unseen' ? [] : used.values);
    if (full <= FULL.share * values.length) continue;
    return rulingBy('D1', span)(
      'UNDERSIZED',
      `${fullInWords(database, full, values.length)}, and ${percent(FULL.share)} of them may be.`,
      { full, minutes: values.length, maxAcu: capacity.maxAcu },
    );
  }
  return null;
}

/** In how many of these minutes nothing is left to scale up to. */
function fullOf(
  { capacity: { maxAcu } }: LoadedDatabase,
  shares: readonly MinuteValue[],
  used: readonly MinuteValue[],
): number {
  // AWS tells the share of what it was told last, which may be more than is declared here.
  const beyond = new Set(
    used.filter(({ value }) => 100 * value >= FULL.percent * maxAcu).map(({ atMs }) => atMs),
  );
  return shares.filter(({ atMs, value }) => value >= FULL.percent || beyond.has(atMs)).length;
}

function fullInWords({ name, record, capacity }: LoadedDatabase, full: number, total: number) {
  return `In ${full} of ${periodsInWords(total, record.acuUtilization)} ${name} used ${FULL.percent} % or more of its ${capacity.maxAcu} ACU`;
}

function shareOf(name: string): string {
  return `the share of capacity of ${name}`;
}
