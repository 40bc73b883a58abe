import type { Capacity } from '../../../core/load/capacity.ts';
import type { ScenarioRun } from '../../../core/load/scenario-run.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import { wasSentAsPlanned } from '../margin.ts';
import type { Measurement } from '../measurement.ts';
import { predictedLevels } from '../prediction.ts';
import { estimateOf, spectrumOf, totalsOf } from '../scenario-run.ts';
import { MOST_ROWS, trafficOf } from '../traffic.ts';
import type { OwnLevel } from './capacity.ts';

type Traffic = ScenarioRun['traffic'];

/**
 * All levels of a search of one workload, as reports show them: one scenario, whose window and percentiles are those of the greatest level
 * that held.
 * @param beganMs when the load test began
 */
export function breakpointRunOf(
  own: readonly OwnLevel[],
  capacity: Capacity,
  workload: JudgedWorkload,
  beganMs: number,
): ScenarioRun {
  const parts = own.flatMap(({ level }) => {
    const measurement = level.measurements.find(({ workload: { name } }) => name === workload.name);
    const beginsAtSeconds = (Date.parse(level.ran.startedAt) - beganMs) / 1000;
    return measurement === undefined ? [] : [{ measurement, beginsAtSeconds }];
  });
  const measurements = parts.map(({ measurement }) => measurement);
  const rows = Math.ceil(MOST_ROWS / parts.length);
  const best = own.find(
    ({ requestsPerSecond, verdict }) =>
      verdict.outcome === 'good' && requestsPerSecond === capacity.lowerRequestsPerSecond,
  );
  return {
    name: `breakpoint ${workload.name}`,
    arrivals: measurements[0]?.arrivals ?? workload.arrivals,
    targetRequestsPerSecond: best?.requestsPerSecond ?? workload.requestsPerSecond,
    slo: { ...workload.objective },
    ...windowOf(best, beganMs),
    p95Ms: best === undefined ? null : estimateOf(best.window.p95Ms),
    totals: totalOf(measurements),
    traffic: oneAfterAnother(
      parts.map(({ measurement, beginsAtSeconds }) =>
        trafficOf(measurement, beginsAtSeconds, rows),
      ),
    ),
    spectrum:
      best === undefined || best.window.latencies === null ? [] : spectrumOf(best.window.latencies),
    levels: own
      .toSorted((one, other) => one.requestsPerSecond - other.requestsPerSecond)
      .map(({ requestsPerSecond, verdict, window }) => ({
        requestsPerSecond,
        p95Ms:
          verdict.outcome !== 'spoiled' && wasSentAsPlanned(window, workload)
            ? estimateOf(window.p95Ms)
            : null,
      })),
    predicted: predictedLevels({
      workload,
      arrivals: measurements[0]?.arrivals ?? workload.arrivals,
      phases: measurements.flatMap(({ phases }) => phases),
    }),
    capacity,
  };
}

function windowOf(
  best: OwnLevel | undefined,
  beganMs: number,
): Pick<ScenarioRun, 'window' | 'windowReason'> {
  if (best?.window.steady.kind !== 'steady') {
    return { window: null, windowReason: 'No level is known to have held.' };
  }
  const beginsAtSeconds = (Date.parse(best.level.ran.startedAt) - beganMs) / 1000;
  const { fromSeconds, toSeconds } = best.window.steady;
  return {
    window: {
      fromSeconds: beginsAtSeconds + fromSeconds,
      toSeconds: beginsAtSeconds + toSeconds,
    },
    windowReason: null,
  };
}

function totalOf(measurements: readonly Measurement[]): ScenarioRun['totals'] {
  const totals = measurements.map(totalsOf);
  const sum = (of: (one: ScenarioRun['totals']) => number) =>
    totals.reduce((all, one) => all + of(one), 0);
  return {
    offered: sum(({ offered }) => offered),
    completed: sum(({ completed }) => completed),
    failed: sum(({ failed }) => failed),
    dropped: sum(({ dropped }) => dropped),
  };
}

function oneAfterAnother(parts: readonly Traffic[]): Traffic {
  return {
    atSeconds: parts.flatMap(({ atSeconds }) => atSeconds),
    offered: parts.flatMap(({ offered }) => offered),
    completed: parts.flatMap(({ completed }) => completed),
    failed: parts.flatMap(({ failed }) => failed),
    dropped: parts.flatMap(({ dropped }) => dropped),
    p50Ms: parts.flatMap(({ p50Ms }) => p50Ms),
    p95Ms: parts.flatMap(({ p95Ms }) => p95Ms),
    p99Ms: parts.flatMap(({ p99Ms }) => p99Ms),
  };
}
