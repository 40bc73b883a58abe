import type { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import { rounded } from '../words.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { spanOfScenario, type TimedLoad } from './sent-scenario.ts';
import { momentInWords, spanOf } from './span.ts';

/**
 * The offset is told to about a second, and an honest clock is within that: beyond two, one of the clocks is set wrongly, and may be
 * set again at any time. Two seconds of a minute at one rate change nothing, and the edges of minutes are counted with that much play.
 */
export const CLOCK_LIMIT_MS = 2_000;

/** A1: AWS's times are those of the load, and all of the load was watched. */
export function clockRuling(
  {
    clockOffsetMs: ownOffsetMs,
    generatorClockOffsetsMs = [ownOffsetMs],
    startedAt,
    endedAt,
  }: Pick<DeploymentRecord, 'clockOffsetMs' | 'generatorClockOffsetsMs' | 'startedAt' | 'endedAt'>,
  scenarios: readonly TimedLoad[],
): ResourceRuling {
  const spans = scenarios.map(spanOfScenario);
  const span = spanOf(spans.filter((one) => one !== null));
  const ruling = rulingBy('A1', span);
  const clockOffsetMs = furthest([ownOffsetMs, ...generatorClockOffsetsMs]);
  const evidence = clockOffsetMs === null ? {} : { clockOffsetMs, limitMs: CLOCK_LIMIT_MS };
  const untimed = scenarios.find((_, index) => spans[index] === null);
  if (untimed !== undefined) {
    return ruling(
      'INCONCLUSIVE',
      `When the ${untimed.kind} began is not known by the clock that its load was watched by.`,
      evidence,
    );
  }
  if (clockOffsetMs === null) {
    return ruling(
      'INCONCLUSIVE',
      "How far AWS's clock is from the generator's could not be told, so that its minutes cannot be laid beside the load.",
    );
  }
  if (Math.abs(clockOffsetMs) > CLOCK_LIMIT_MS) {
    return ruling(
      'INCONCLUSIVE',
      `AWS's clock is ${rounded(Math.abs(clockOffsetMs) / 1000)} s ${clockOffsetMs > 0 ? 'ahead of' : 'behind'} the generator's, and ${CLOCK_LIMIT_MS / 1000} s are the limit.`,
      evidence,
    );
  }
  if (span === null) return ruling('INCONCLUSIVE', 'Nothing was sent.', evidence);
  if (Date.parse(startedAt) > span.fromMs) {
    return ruling(
      'INCONCLUSIVE',
      `Watching began at ${momentInWords(Date.parse(startedAt))}, after the load.`,
      evidence,
    );
  }
  const endedMs = Math.max(...scenarios.map((scenario) => scenario.endedMs));
  if (Date.parse(endedAt) < Math.min(span.toMs, endedMs)) {
    return ruling(
      'INCONCLUSIVE',
      `Watching ended at ${momentInWords(Date.parse(endedAt))}, before the load.`,
      evidence,
    );
  }
  return ruling(
    'HOLDS',
    `AWS's clock is within ${CLOCK_LIMIT_MS / 1000} s of the generator's, and all of the load was watched.`,
    evidence,
  );
}

/** The offset of the clock that is wrong most; null when one of them is not known. */
function furthest(offsetsMs: readonly (number | null)[]): number | null {
  let most = 0;
  for (const offsetMs of offsetsMs) {
    if (offsetMs === null) return null;
    if (Math.abs(offsetMs) > Math.abs(most)) most = offsetMs;
  }
  return most;
}
