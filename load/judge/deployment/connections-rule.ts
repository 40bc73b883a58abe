import { CONNECTION_SHARE } from '../../../core/aurora-connections.ts';
import { percent, rounded } from '../words.ts';
import { burstRuling } from './burst-rule.ts';
import { demandedMinutes, periodsInWords } from './demanded-minutes.ts';
import { followsLoad } from './follows-load.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { metricOverLevels } from './metric-over-levels.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** D2: connections stay below nine in ten of what the server takes, at the declared rates and after a declared burst. */
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
  const minutes = demandedMinutes(levels, record.connections, what);
  const ruling = rulingBy('D2', minutes.span);
  if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', minutes.reason);
  const most = Math.max(...minutes.values.map(({ value }) => value));
  const evidence = { connections: most, limit: limit.least, minutes: minutes.values.length };
  const takes = limit.isDeclared
    ? `it takes ${limit.least}`
    : `it takes between ${limit.least} and ${limit.most}`;
  const found = `In ${periodsInWords(minutes.values.length, record.connections)} ${name} had up to ${rounded(most)} connections, and ${takes}`;
  if (most > CONNECTION_SHARE * limit.most) {
    return ruling(
      'UNDERSIZED',
      `${found}: that is more than ${percent(CONNECTION_SHARE)}.`,
      evidence,
    );
  }
  if (most > CONNECTION_SHARE * limit.least) {
    return ruling(
      'INCONCLUSIVE',
      `${found}: whether that is more than ${percent(CONNECTION_SHARE)} is not known, as the spec does not say it (maxConnections).`,
      evidence,
    );
  }
  const over = metricOverLevels(database, record.connections, what);
  if (over.kind === 'inconclusive') return ruling('INCONCLUSIVE', over.reason);
  // Where another level had too many, these minutes must be known to be those of the declared load.
  if (over.minutes.some(({ y }) => y > CONNECTION_SHARE * limit.least)) {
    const follows = followsLoad(over.minutes, what);
    if (follows.kind === 'inconclusive') return ruling('INCONCLUSIVE', follows.reason, evidence);
  }
  return ruling('HOLDS', `${found}.`, evidence);
}
