import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import type { Estimate } from '../stats/estimate.ts';
import { type HistogramContent, latencyQuantile } from '../stats/latency-histogram.ts';
import type { QuantileInterval } from '../stats/batch-means.ts';
import type { Judgement } from './judgement.ts';
import { wasSentAsPlanned } from './margin.ts';
import type { Measurement } from './measurement.ts';
import { predictedLevels } from './prediction.ts';
import { trafficOf } from './traffic.ts';

/** Evenly spaced by how rare a latency is, as HdrHistogram draws it. */
const PERCENTILES = [0.01, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.9, 99.95, 99.99, 100];

/**
 * One workload in one scenario, as reports show it. Of a load that was not the planned one, the traffic is shown and nothing else:
 * its percentiles are those of another load.
 * @param judgement of this measurement
 * @param beginsAtSeconds when the scenario began in its run
 */
export function scenarioRunOf(
  measurement: Measurement,
  judgement: Judgement,
  beginsAtSeconds: number,
): ScenarioRun {
  const { kind, workload, arrivals, judged, levels } = measurement;
  const valid = judgement.verdict !== 'INVALID';
  return {
    name: `${kind} ${workload.name}`,
    arrivals,
    targetRequestsPerSecond:
      judged.kind === 'window' ? judged.requestsPerSecond : workload.requestsPerSecond,
    slo: { ...workload.objective },
    ...windowOf(measurement, judgement, beginsAtSeconds),
    p95Ms: valid && judged.kind === 'window' ? estimateOf(judged.p95Ms) : null,
    totals: totalsOf(measurement),
    traffic: trafficOf(measurement, beginsAtSeconds),
    spectrum:
      valid && judged.kind === 'window' && judged.latencies !== null
        ? spectrumOf(judged.latencies)
        : [],
    levels: levels.map((level) => ({
      requestsPerSecond: level.requestsPerSecond,
      p95Ms: valid && wasSentAsPlanned(level, workload) ? estimateOf(level.p95Ms) : null,
    })),
    predicted: predictedLevels(measurement),
    capacity: null,
  };
}

function windowOf(
  { judged }: Measurement,
  { verdict, reason }: Judgement,
  beginsAtSeconds: number,
): Pick<ScenarioRun, 'window' | 'windowReason'> {
  if (verdict === 'INVALID') return { window: null, windowReason: reason };
  if (judged.kind === 'none') return { window: null, windowReason: judged.reason };
  if (judged.steady.kind !== 'steady') return { window: null, windowReason: judged.steady.reason };
  const { fromSeconds, toSeconds } = judged.steady;
  return {
    window: {
      fromSeconds: beginsAtSeconds + fromSeconds,
      toSeconds: beginsAtSeconds + toSeconds,
    },
    windowReason: null,
  };
}

/** What was told; what could not be sent is offered, too. */
export function totalsOf({ phases, bySecond }: Measurement): ScenarioRun['totals'] {
  const told = phases.reduce((sum, phase) => sum + phase.told, 0);
  const failed = phases.reduce((sum, phase) => sum + phase.failed, 0);
  const dropped = bySecond.reduce((sum, second) => sum + second.dropped, 0);
  return { offered: told + dropped, completed: told - failed, failed, dropped };
}

export function estimateOf(p95Ms: Estimate<QuantileInterval>): ScenarioRun['p95Ms'] {
  return p95Ms.kind === 'inconclusive'
    ? null
    : { value: p95Ms.value, lower: p95Ms.interval.low, upper: p95Ms.interval.high };
}

/** Percentiles among requests that failed have no latency, and are left out. */
export function spectrumOf(latencies: HistogramContent): ScenarioRun['spectrum'] {
  return PERCENTILES.flatMap((percentile) => {
    const answer = latencyQuantile(latencies, percentile / 100);
    return answer.kind === 'estimate' ? [{ percentile, ms: answer.ms }] : [];
  });
}
