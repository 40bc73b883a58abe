import { compareRuns, type JudgedBy } from './compare.ts';
import type { History, PastRun } from './history.ts';
import { trailOf, type PastRunFindings } from './trail.ts';

/** How many earlier runs a report shows. */
export const RUNS_SHOWN = 20;

/**
 * A run beside those before it.
 * @param runs of the series, oldest first.
 * @param past what they left open, newest first.
 */
export function historyOf(
  later: JudgedBy,
  since: JudgedBy,
  runs: readonly PastRun[],
  past: readonly PastRunFindings[],
): History {
  const { findings, run } = later.report;
  const { flapping, failingSince } = trailOf(findings, run.finishedAt, past);
  return {
    ...compareRuns(since, later),
    flapping: [...flapping],
    failingSince: { ...failingSince },
    runs: runs.slice(-RUNS_SHOWN),
  };
}
