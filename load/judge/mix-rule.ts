import type { Ruling } from './judgement.ts';
import { wasSentAsPlanned } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';

/** What the mix of mostly reads says against the size, where that of mostly writes is judged. Null when it does not. */
export function otherMixRuling({ kind, judged, levels, workload }: Measurement): Ruling | null {
  if (kind !== 'db-via-api' || judged.kind === 'none') return null;
  for (const level of levels) {
    if (level.measured === judged.measured || !wasSentAsPlanned(level, workload)) continue;
    const against = [
      steadinessRuling(level),
      latencyRuling(level, workload),
      failureRuling([level.measured], workload),
    ].find(({ verdict }) => verdict === 'UNDERSIZED');
    if (against !== undefined) {
      return { ...against, reason: `With mostly reads: ${against.reason}` };
    }
  }
  return null;
}
