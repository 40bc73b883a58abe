import { CONNECTION_SHARE } from '../../../core/aurora-connections.ts';
import type { Point } from '../../stats/least-squares.ts';
import { theilSen } from '../../stats/theil-sen.ts';
import { percent, rounded } from '../words.ts';
import { CONFIDENCE } from '../window.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { minutesWithin } from './metric-minutes.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** A task that does not give connections back may run for as long before it is deployed anew. */
const DAYS = 30;
const HOUR_MS = 3_600_000;

/**
 * D2 of soaks: connections that are opened and not given back grow until there are none. Null when they do not grow beyond doubt, or not
 * to too many within 30 days. Pools grow as well until they have what they may, so that growth alone leaves it undecided.
 */
export function connectionGrowth({
  name,
  levels,
  record: { connections },
  connectionLimit,
}: Pick<LoadedDatabase, 'name' | 'levels' | 'record' | 'connectionLimit'>): ResourceRuling | null {
  for (const { scenario, steady, whole } of levels) {
    if (scenario !== 'soak') continue;
    const ruling = rulingBy('D2', whole);
    if (steady.kind === 'none') return ruling('INCONCLUSIVE', `In the soak: ${steady.reason}`);
    const minutes = minutesWithin(connections, `the number of connections of ${name}`, steady.span);
    if (minutes.kind === 'unseen') return ruling('INCONCLUSIVE', `In the soak: ${minutes.reason}`);
    const points = minutes.values.map(({ atMs, value }): Point => ({
      x: atMs / HOUR_MS,
      y: value,
    }));
    const trend = theilSen(points, CONFIDENCE);
    if (trend.kind === 'inconclusive') {
      return ruling('INCONCLUSIVE', `In the soak of ${name}: ${trend.reason}`);
    }
    const { low, high } = trend.interval;
    const most = Math.max(...minutes.values.map(({ value }) => value));
    const left = CONNECTION_SHARE * connectionLimit.least - most;
    if (low <= 0 || 24 * DAYS * low < left) continue;
    return ruling(
      'INCONCLUSIVE',
      `In the soak the connections of ${name} grew by ${rounded(trend.slope)} an hour (${rounded(low)} to ${rounded(high)}): at ${rounded(most)} now, they are more than ${percent(CONNECTION_SHARE)} of what it takes within ${rounded(left / low)} hours, unless they stop growing, which a longer soak would show.`,
      { connections: most, perHour: trend.slope, lowerPerHour: low, upperPerHour: high },
    );
  }
  return null;
}
