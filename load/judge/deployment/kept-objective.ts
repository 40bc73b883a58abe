import { latencyQuantile, LatencyHistogram } from '../../stats/latency-histogram.ts';
import type { Measurement } from '../measurement.ts';

/** In less there are too few requests for a percentile, and in more a service level is restored before it is seen. */
const WINDOW_SECONDS = 10;
/** As many windows in a row, so that one that was lucky is not taken for the end. */
const IN_A_ROW = 3;

/** How the 95th percentile kept its objective from one second of a schedule to another. */
export type KeptObjective =
  | { readonly kind: 'always' }
  /** It was broken, and kept again from a second on. */
  | { readonly kind: 'restored'; readonly atSeconds: number }
  | { readonly kind: 'never-restored' }
  /** In a window nothing was told of a workload. */
  | { readonly kind: 'unseen' };

/**
 * Looks at windows of ten seconds; restored is the end of the first of three in a row, when all that follows keeps it, too: what is
 * broken again was not restored.
 */
export function keptObjective(
  measurements: readonly Measurement[],
  fromSeconds: number,
  toSeconds: number,
): KeptObjective {
  const windows: (boolean | null)[] = [];
  for (
    let from = Math.ceil(fromSeconds);
    from + WINDOW_SECONDS <= toSeconds;
    from += WINDOW_SECONDS
  ) {
    windows.push(keptIn(measurements, from, from + WINDOW_SECONDS));
  }
  if (windows.length === 0 || windows.includes(null)) return { kind: 'unseen' };
  const broken = windows.indexOf(false);
  if (broken === -1) return { kind: 'always' };
  for (let index = broken; index + IN_A_ROW <= windows.length; index += 1) {
    if (windows.slice(index, index + IN_A_ROW).some((kept) => kept !== true)) continue;
    const from = Math.ceil(fromSeconds) + index * WINDOW_SECONDS;
    if (keptIn(measurements, from, toSeconds) !== true) continue;
    return { kind: 'restored', atSeconds: from + WINDOW_SECONDS };
  }
  return { kind: 'never-restored' };
}

/** Whether each workload kept its objective from a second to before another; null when nothing was told of one. A request that failed is slower than any. */
function keptIn(measurements: readonly Measurement[], from: number, to: number): boolean | null {
  let kept: boolean | null = true;
  for (const { phases, workload } of measurements) {
    const latencies = new LatencyHistogram();
    for (const { toldBySecond } of phases) {
      for (let second = from; second < to; second += 1) {
        const told = toldBySecond.get(second);
        if (told === undefined) continue;
        latencies.add(told.well);
        latencies.count += told.all.count - told.well.count;
        latencies.overflow += told.all.count - told.well.count;
      }
    }
    if (latencies.count === 0) return null;
    const p95 = latencyQuantile(latencies, 0.95);
    if (p95.kind === 'inconclusive' || p95.ms > workload.objective.p95Ms) kept = false;
  }
  return kept;
}
