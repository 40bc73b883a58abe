import type { Capacity } from '../../core/load/capacity.ts';
import type { Stop, WorkloadVerdict } from '../../core/load/load-document.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import type { Sizing, SizingVerdict } from '../../core/load/sizing.ts';

/**
 * A load run that an error of Landfall may have ended. What was sent last then is not kept, and may be what did not hold: no size is
 * said to hold, or to be larger than it need be, and no rate to be carried. What was found against one stays.
 */
export function endedByError(load: LoadRun, stop: Stop | null): LoadRun {
  if (stop?.by !== 'error') return load;
  return {
    ...load,
    stopped: stop.sentence,
    scenarios: load.scenarios.map((scenario) => withoutCarried(scenario, stop)),
    sizing: load.sizing.map((size) => undecidedSize(size, stop)),
  };
}

/** What a scenario of such a run says of a workload. */
export function workloadEndedByError(verdict: WorkloadVerdict, stop: Stop | null): WorkloadVerdict {
  return stop?.by === 'error' && speaksFor(verdict.verdict)
    ? { ...verdict, verdict: 'INCONCLUSIVE', reason: undecided(verdict.reason, stop) }
    : verdict;
}

function undecidedSize(size: Sizing, stop: Stop): Sizing {
  if (!speaksFor(size.verdict)) return size;
  const reason = undecided(size.reason, stop);
  return { ...size, verdict: 'INCONCLUSIVE', reason, margin: null, recommended: null };
}

/** A search that found what is carried; what is not carried stays found. */
function withoutCarried(scenario: ScenarioRun, stop: Stop): ScenarioRun {
  const { capacity } = scenario;
  const carried = capacity?.lowerRequestsPerSecond ?? null;
  if (capacity === null || carried === null) return scenario;
  const unproven: Capacity = {
    ...capacity,
    lowerRequestsPerSecond: null,
    headroom: { ...capacity.headroom, lower: null },
    endedBecause: `${capacity.endedBecause} What held decides nothing, as the load test was not all kept. ${stop.sentence}`,
  };
  return { ...scenario, capacity: unproven };
}

/** Whether a verdict says that something is carried. */
function speaksFor(verdict: SizingVerdict): boolean {
  switch (verdict) {
    case 'INVALID':
    case 'UNDERSIZED':
    case 'INCONCLUSIVE':
      return false;
    case 'OVERSIZED':
    case 'HOLDS':
      return true;
  }
}

function undecided(reason: string, stop: Stop): string {
  return `${reason} That decides nothing, as the load test was not all kept. ${stop.sentence}`;
}
