import { leastSquares, type Line, type Point } from '../../stats/least-squares.ts';
import { type Estimate, inconclusive } from '../../stats/estimate.ts';
import { percent } from '../words.ts';
import { CONFIDENCE } from '../window.ts';
import { minuteInWords } from './span.ts';

/** A minute as far off the line, as a share of what the line rises over all levels, is not of the load of that minute. */
const FARTHEST = 0.25;
/** How far minutes may lie off it as a rule. */
const SPREAD = 0.1;

/** A minute of a metric beside the load of that minute. */
export interface LoadedMinute extends Point {
  readonly atMs: number;
}

/**
 * Whether a metric rises with the load in a straight line, minute by minute: if it does, its minutes are those of this load. Mixed up,
 * or moved in time, they do not.
 * @param what such as `the average CPU of main/api`
 */
export function followsLoad(
  minutes: readonly LoadedMinute[],
  what: string,
): Estimate<{ readonly line: Line }> {
  const line = leastSquares(minutes, CONFIDENCE);
  if (line.kind === 'inconclusive') return line;
  if (line.slopeInterval.low <= 0) {
    return inconclusive(
      `Over ${minutes.length} minutes ${what} does not rise with the load beyond doubt, so that it is not known to be of this load.`,
    );
  }
  const loads = minutes.map(({ x }) => x);
  const rise = line.slope * (Math.max(...loads) - Math.min(...loads));
  for (const { x, y, atMs } of minutes) {
    const off = Math.abs(y - line.intercept - line.slope * x);
    if (off > FARTHEST * rise) {
      return inconclusive(
        `At ${minuteInWords(atMs)} ${what} is off the line of all minutes by ${percent(off / rise)} of what that rises by, so that it is not known to be of this load.`,
      );
    }
  }
  return line.residualDeviation > SPREAD * rise
    ? inconclusive(
        `The minutes of ${what} lie off their line by ${percent(line.residualDeviation / rise)} of what that rises by, so that they are not known to be of this load.`,
      )
    : { kind: 'estimate', line };
}
