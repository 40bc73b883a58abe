import type { QueryTiming, TimingVerdict } from './document.ts';

/** Below it a ratio says more of the clock than of the query. */
const FLOOR_MS = 20;

/** @throws when a side has no times. */
export function timingOf(source: readonly number[], target: readonly number[]): QueryTiming {
  const [sourceMs, targetMs] = [medianOf(source), medianOf(target)];
  const ratio = sourceMs > 0 ? Math.round((100 * targetMs) / sourceMs) / 100 : null;
  return { source: [...source], target: [...target], sourceMs, targetMs, ratio };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('There is no time to judge.');
  return (low + high) / 2;
}

/** Slower by the ratio and by a time that matters; `unknown` where a time was to be judged and there is none. */
export function judgeTiming(timing: QueryTiming | null, maxSlowdown: number | null): TimingVerdict {
  if (maxSlowdown === null) return 'not-judged';
  if (timing === null) return 'unknown';
  const { sourceMs, targetMs } = timing;
  const isSlower = targetMs > maxSlowdown * sourceMs && targetMs - sourceMs > FLOOR_MS;
  return isSlower ? 'slower' : 'within';
}

export function slownessNote({ sourceMs, targetMs }: QueryTiming): string {
  return `The target is too slow: it takes ${targetMs.toFixed(1)} ms, and the source ${sourceMs.toFixed(1)} ms.`;
}

/** The worst of the queries'. */
export function runTiming(
  verdicts: readonly TimingVerdict[],
  maxSlowdown: number | null,
): TimingVerdict {
  if (maxSlowdown === null) return 'not-judged';
  if (verdicts.includes('slower')) return 'slower';
  return verdicts.length > 0 && verdicts.every((one) => one === 'within') ? 'within' : 'unknown';
}
