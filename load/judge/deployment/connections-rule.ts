import { CONNECTION_SHARE } from '../../../core/aurora-connections.ts';
import { percent, rounded } from '../words.ts';
import { burstRuling } from './burst-rule.ts';
import { connectionGrowth } from './connection-growth.ts';
import { demandedMinutes, periodsInWords } from './demanded-minutes.ts';
import { followsLoad } from './follows-load.ts';
import {
  knownLevels,
  type KnownLevel,
  leftOfMore,
  levelInWords,
  tellingLevel,
} from './known-levels.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import type { MinuteValue } from './metric-minutes.ts';
import { metricOverLevels } from './metric-over-levels.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** D2: connections stay below nine in ten of what the server takes, at all rates up to the peak and after a declared burst. */
export function connectionsRuling(database: LoadedDatabase): ResourceRuling {
  const steady = steadyRuling(database);
  const burst = burstRuling(database);
  if (burst === null || steady.verdict === 'UNDERSIZED') return steady;
  if (burst.verdict === 'UNDERSIZED') return burst;
  if (steady.verdict === 'INCONCLUSIVE') return steady;
  if (burst.verdict === 'INCONCLUSIVE') return burst;
  return {
    ...burst,
    reason: `${steady.reason} ${burst.reason}`,
    evidence: { ...steady.evidence, ...burst.evidence },
    window: steady.window,
  };
}

function steadyRuling(database: LoadedDatabase): ResourceRuling {
  const { name, levels, record, connectionLimit: limit } = database;
  const what = `the number of connections of ${name}`;
  const known = knownLevels(levels, record.connections, what);
  const beyond = (count: number) =>
    tellingLevel(known.filter(({ values }) => mostOf(values) > CONNECTION_SHARE * count));
  const full = beyond(limit.most);
  if (full !== null) return fullLevelRuling(database, full);
  const minutes = demandedMinutes(levels, record.connections, what);
  const ruling = rulingBy('D2', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const perhaps = beyond(limit.least);
  if (perhaps !== null) {
    return rulingBy('D2', perhaps.span)(
      'INCONCLUSIVE',
      `${hadInWords(database, levelInWords(perhaps, record.connections), perhaps.values)}: whether that is more than ${percent(CONNECTION_SHARE)} is not known, as the spec does not say it (maxConnections).`,
      evidenceOf(database, perhaps.values),
    );
  }
  const periods = `In ${periodsInWords(minutes.values.length, record.connections)}`;
  const found = hadInWords(database, periods, minutes.values);
  const evidence = evidenceOf(database, minutes.values);
  const over = metricOverLevels(database, record.connections, what);
  if (over.kind === 'inconclusive') return ruling('INCONCLUSIVE', over.reason);
  // Where another level had too many, these minutes must be known to be those of the declared load.
  if (over.minutes.some(({ y }) => y > CONNECTION_SHARE * limit.least)) {
    const follows = followsLoad(over.minutes, what);
    if (follows.kind === 'inconclusive') return ruling('INCONCLUSIVE', follows.reason, evidence);
  }
  return connectionGrowth(database) ?? ruling('HOLDS', `${found}.`, evidence);
}

function fullLevelRuling(database: LoadedDatabase, full: KnownLevel): ResourceRuling {
  const { record, scenarios } = database;
  const reason = `${hadInWords(database, levelInWords(full, record.connections), full.values)}: that is more than ${percent(CONNECTION_SHARE)}.`;
  const ruling = rulingBy('D2', full.span);
  const evidence = evidenceOf(database, full.values);
  const left = leftOfMore(full, scenarios);
  return left === null
    ? ruling('UNDERSIZED', reason, evidence)
    : ruling('INCONCLUSIVE', `${reason} ${left}`, evidence);
}

function hadInWords(
  { name, connectionLimit: limit }: LoadedDatabase,
  when: string,
  values: readonly MinuteValue[],
): string {
  const takes = limit.isDeclared
    ? `it takes ${limit.least}`
    : `it takes between ${limit.least} and ${limit.most}`;
  return `${when} ${name} had up to ${rounded(mostOf(values))} connections, and ${takes}`;
}

function evidenceOf(
  { connectionLimit }: LoadedDatabase,
  values: readonly MinuteValue[],
): ResourceRuling['evidence'] {
  return {
    connections: mostOf(values),
    limit: connectionLimit.least,
    minutes: values.length,
  };
}

function mostOf(values: readonly MinuteValue[]): number {
  return Math.max(...values.map(({ value }) => value));
}
