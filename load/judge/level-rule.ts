import type { Ruling } from './judgement.ts';
import { wasSentAsPlanned } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';
import { rounded } from './words.ts';

/**
 * What a level of a staircase below the judged one says against the size: who is served badly at a lower rate is not served well by a
 * size because it did better at a higher one. Null when none does.
 */
export function lowerLevelRuling({ judged, levels, workload }: Measurement): Ruling | null {
  if (judged.kind === 'none') return null;
  for (const level of levels) {
    const { requestsPerSecond } = level;
    if (requestsPerSecond >= judged.requestsPerSecond) continue;
    if (!wasSentAsPlanned(level, workload)) continue;
    const against = [
      steadinessRuling(level),
      latencyRuling(level, workload),
      failureRuling([level.measured], workload),
    ].find(({ verdict }) => verdict === 'UNDERSIZED');
    if (against === undefined) continue;
    return {
      ...against,
      reason: `At a lower rate, ${rounded(requestsPerSecond)} requests a second, it was too small: ${against.reason}`,
    };
  }
  return null;
}
