import type { Confidence } from '../../stats/estimate.ts';
import { latencyQuantile, LatencyHistogram } from '../../stats/latency-histogram.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import type { Measurement } from '../measurement.ts';
import { CONFIDENCE } from '../window.ts';

/** In less there are too few requests for a percentile, and in more a service level is restored before it is seen. */
const WINDOW_SECONDS = 10;
/** As many windows in a row, so that one that was lucky is not taken for the end. */
const IN_A_ROW = 3;
/** For how long it must be kept from then on, to have been restored. */
export const RESTORED_FOR_SECONDS = (IN_A_ROW - 1) * WINDOW_SECONDS;
/** Stricter than other intervals: many windows are looked at, and in one of them too many fail by chance. */
const WINDOW_CONFIDENCE = 0.99;

/** How the objective was kept from one second of a schedule to another: its 95th percentile, and its share of failures. */
export type KeptObjective =
  | { readonly kind: 'always'; readonly isDecided: boolean }
  /**
   * It was broken, and kept again from a second on. It is decided when the requests since then are so many that no more of them than may
   * are known to fail.
   */
  | { readonly kind: 'restored'; readonly atSeconds: number; readonly isDecided: boolean }
  | { readonly kind: 'never-restored' }
  /** In a window nothing was told of a workload. */
  | { readonly kind: 'unseen' };

/** In a while. It is undecided when as few requests failed as may, or as many that too many may: of few requests it is not known. */
type Kept = 'kept' | 'undecided' | 'broken' | 'unseen';

/**
 * Looks at windows of ten seconds; restored is the end of the first of three in a row, when all that follows keeps it, too: what is
 * broken again was not restored. What no window shows, such as one failure more than may in each, all of them together may.
 */
export function keptObjective(
  measurements: readonly Measurement[],
  fromSeconds: number,
  toSeconds: number,
): KeptObjective {
  const first = Math.ceil(fromSeconds);
  const windows: Kept[] = [];
  for (let from = first; from + WINDOW_SECONDS <= toSeconds; from += WINDOW_SECONDS) {
    windows.push(keptIn(measurements, from, from + WINDOW_SECONDS, WINDOW_CONFIDENCE));
  }
  if (windows.length === 0 || windows.includes('unseen')) return { kind: 'unseen' };
  const broken = windows.indexOf('broken');
  if (broken === -1) {
    const kept = keptIn(measurements, first, toSeconds, CONFIDENCE);
    return kept === 'broken'
      ? { kind: 'never-restored' }
      : { kind: 'always', isDecided: kept === 'kept' };
  }
  for (let index = broken; index + IN_A_ROW <= windows.length; index += 1) {
    if (windows.slice(index, index + IN_A_ROW).includes('broken')) continue;
    const from = first + index * WINDOW_SECONDS;
    const kept = keptIn(measurements, from, toSeconds, CONFIDENCE);
    if (kept === 'broken') continue;
    return { kind: 'restored', atSeconds: from + WINDOW_SECONDS, isDecided: kept === 'kept' };
  }
  return { kind: 'never-restored' };
}

/** How all workloads kept their objectives from a second to before another. A request that failed is slower than any. */
function keptIn(
  measurements: readonly Measurement[],
  from: number,
  to: number,
  confidence: Confidence,
): Kept {
  const all: Kept[] = measurements.map(({ phases, workload }) => {
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
    return keptBy(latencies, workload, confidence);
  });
  const worst = (['unseen', 'broken', 'undecided'] as const).find((kept) => all.includes(kept));
  return worst ?? 'kept';
}

/** @param latencies of all requests, of which those that failed are beyond any */
function keptBy(
  latencies: LatencyHistogram,
  { objective }: JudgedWorkload,
  confidence: Confidence,
): Kept {
  const { count: trials, overflow: successes } = latencies;
  const failures = wilsonInterval({ successes, trials, confidence });
  if (failures.kind === 'inconclusive') return 'unseen';
  const p95 = latencyQuantile(latencies, 0.95);
  if (p95.kind === 'inconclusive' || p95.ms > objective.p95Ms) return 'broken';
  const { low, high } = failures.interval;
  if (low > objective.errorRatio) return 'broken';
  return high > objective.errorRatio ? 'undecided' : 'kept';
}
