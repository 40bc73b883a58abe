import { CPU_LIMIT_RATIO } from './generator-cpu.ts';
import { latenessLimitMs, latenessP99 } from './lateness.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import type { Measurement } from './measurement.ts';
import { isMisplaced } from './placement.ts';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';
import type { MeasuredWindow } from './window.ts';

/**
 * The greatest level of a staircase that holds, over the declared rate. Levels above one that does not hold count for nothing: a
 * service that is too slow at a rate is not quick at a higher one. Null when no level holds.
 */
export function marginOf({
  levels,
  workload,
}: Pick<Measurement, 'levels' | 'workload'>): number | null {
  let greatest: number | null = null;
  for (const level of levels.toSorted((a, b) => a.requestsPerSecond - b.requestsPerSecond)) {
    const verdict = verdictOfLevel(level, workload);
    if (verdict === 'fails') break;
    if (verdict === 'holds') greatest = level.requestsPerSecond / workload.requestsPerSecond;
  }
  return greatest;
}

/** Whether what was measured at a level is of the load that was planned for it. */
export function wasSentAsPlanned(
  { unsent, measured }: MeasuredWindow,
  workload: JudgedWorkload,
): boolean {
  const late = latenessP99([measured]);
  return (
    unsent === 0 &&
    !isMisplaced(measured) &&
    !(measured.cpu.kind === 'estimate' && measured.cpu.ratio > CPU_LIMIT_RATIO) &&
    late.kind === 'estimate' &&
    late.ms <= latenessLimitMs(workload)
  );
}

function verdictOfLevel(
  level: MeasuredWindow,
  workload: JudgedWorkload,
): 'holds' | 'fails' | 'unknown' {
  const { p95Ms } = level;
  if (steadinessRuling(level).verdict === 'UNDERSIZED') return 'fails';
  if (!wasSentAsPlanned(level, workload) || p95Ms.kind === 'inconclusive') return 'unknown';
  const holds =
    latencyRuling(level, workload).verdict === 'HOLDS' &&
    failureRuling([level.measured], workload).verdict === 'HOLDS';
  if (!holds) return 'fails';
  return level.measured.cpu.kind === 'inconclusive' ? 'unknown' : 'holds';
}
