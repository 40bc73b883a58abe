import { CONNECTION_SHARE } from '../../../core/aurora-connections.ts';
import { percent, requestsInWords, rounded } from '../words.ts';
import { connectionsAfterBurst } from './burst-connections.ts';
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

/** Of what was open after requests that came at once; null where none did. */
function burstRuling(database: LoadedDatabase): ResourceRuling | null {
  const { name, connectionLimit: limit } = database;
  const burst = connectionsAfterBurst(database);
  if (burst === null) {
    return database.declaresBurst
      ? rulingBy('D2', null)(
          'INCONCLUSIVE',
          'The declared burst was not sent: --scenario db-via-api sends it.',
        )
      : null;
  }
  const ruling = rulingBy('D2', burst.span);
  if (burst.kind === 'unseen') return ruling('INCONCLUSIVE', burst.reason);
  const { requests, failed, most } = burst;
  const found = `After ${requestsInWords(requests)} at once ${name} had up to ${rounded(most)} connections`;
  const evidence = { burstRequests: requests, burstConnections: most, limit: limit.least };
  if (most > CONNECTION_SHARE * limit.most) {
    const reason = `${found}: that is more than ${percent(CONNECTION_SHARE)} of the ${limit.most} that it takes.`;
    return ruling('UNDERSIZED', reason, evidence);
  }
  if (most > CONNECTION_SHARE * limit.least) {
    const reason = `${found}: whether that is more than ${percent(CONNECTION_SHARE)} of what it takes is not known, as the spec does not say it (maxConnections).`;
    return ruling('INCONCLUSIVE', reason, evidence);
  }
  if (failed > 0) {
    const reason = `${found}, and ${failed} of the requests were not answered as they should be: those may have opened none.`;
    return ruling('INCONCLUSIVE', reason, evidence);
  }
  return ruling('HOLDS', `${found}.`, evidence);
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
