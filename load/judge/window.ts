import {
  BATCHES,
  histogramQuantileInterval,
  type QuantileInterval,
  RELAXATION_TIMES,
} from '../stats/batch-means.ts';
import { correlationTime } from '../stats/correlation-time.ts';
import { type Estimate, inconclusive } from '../stats/estimate.ts';
import { latencyQuantile, LatencyHistogram, merged } from '../stats/latency-histogram.ts';
import type { SecondOfScenario } from '../stream/load-fold.ts';
import { inFlight } from './in-flight.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import { steadyPart, type SteadyPart } from './steadiness.ts';
import { percent, rounded } from './words.ts';

/** Of all intervals of the verdict. */
export const CONFIDENCE = 0.95;

/** Of the percentile that is judged. */
const PROBABILITY = 0.95;

/** A phase that holds one rate, and what was measured in it. */
export interface MeasuredWindow {
  readonly kind: 'window';
  readonly measured: MeasuredPhase;
  readonly requestsPerSecond: number;
  /** Arrivals of this phase and of those before it that were not sent: what came after them met less than was planned. */
  readonly unsent: number;
  /** Requests that were answered or given up in the time of the phase, over those that were sent in it; null when none was. */
  readonly keptUp: number | null;
  readonly steady: SteadyPart;
  /** Latencies in the steady part; a failed request counts as slower than any. Null when there is no steady part. */
  readonly latencies: LatencyHistogram | null;
  readonly p95Ms: Estimate<QuantileInterval>;
}

/** @param phases all of the workload, in their order */
export function windowOf(
  measured: MeasuredPhase,
  phases: readonly MeasuredPhase[],
  bySecond: readonly SecondOfScenario[],
): MeasuredWindow {
  // Whole seconds, since the stream is folded by them.
  const from = Math.ceil(measured.fromSeconds);
  const to = Math.floor(measured.toSeconds);
  const { sent, answered, atEndOfSecond } = inFlight(bySecond, from, to);
  const steady = steadyPart(atEndOfSecond, from);
  const until = phases.slice(0, phases.indexOf(measured) + 1);
  return {
    kind: 'window',
    measured,
    requestsPerSecond: measured.phase.requestsPerSecond,
    unsent: until.reduce((sum, { planned, told }) => sum + planned - told, 0),
    keptUp: sent === 0 ? null : answered / sent,
    steady,
    ...latenciesOf(measured, steady, atEndOfSecond, from),
  };
}

function latenciesOf(
  measured: MeasuredPhase,
  steady: SteadyPart,
  atEndOfSecond: readonly number[],
  phaseFrom: number,
): Pick<MeasuredWindow, 'latencies' | 'p95Ms'> {
  if (steady.kind !== 'steady') return { latencies: null, p95Ms: inconclusive(steady.reason) };
  const { fromSeconds, toSeconds } = steady;
  const seconds = (toSeconds - fromSeconds) / BATCHES;
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    latenciesWithin(measured, fromSeconds + batch * seconds, fromSeconds + (batch + 1) * seconds),
  );
  const latencies = merged(batches);
  if (batches.some(({ count, overflow }) => overflow > (1 - PROBABILITY) * count)) {
    const reason = `In a part of the window more than ${percent(1 - PROBABILITY)} of the requests failed, and what fails has no latency.`;
    return { latencies, p95Ms: inconclusive(reason) };
  }
  const memory = memorySeconds(atEndOfSecond.slice(fromSeconds - phaseFrom), latencies);
  return {
    latencies,
    p95Ms:
      memory.kind === 'inconclusive'
        ? memory
        : p95Of(batches, toSeconds - fromSeconds, memory.seconds),
  };
}

function p95Of(
  batches: readonly LatencyHistogram[],
  windowSeconds: number,
  relaxationSeconds: number,
): Estimate<QuantileInterval> {
  const needed = BATCHES * RELAXATION_TIMES * relaxationSeconds;
  return windowSeconds < needed
    ? inconclusive(
        `What happens is felt for up to ${rounded(relaxationSeconds)} s, so that at least ${Math.ceil(needed)} steady seconds are needed, and there are ${windowSeconds}.`,
      )
    : histogramQuantileInterval(batches, {
        probability: PROBABILITY,
        windowSeconds,
        relaxationSeconds,
        confidence: CONFIDENCE,
      });
}

/**
 * How long the service remembers, rather too long than too short: what the requests in flight show, second by second, and no less
 * than half of the requests take. The model's formula would need the number of its servers and what one of them does, which is not
 * measured, and which a spec may have wrong.
 */
function memorySeconds(
  atEndOfSecond: readonly number[],
  latencies: LatencyHistogram,
): Estimate<{ readonly seconds: number }> {
  const shown = correlationTime(atEndOfSecond);
  if (shown.kind === 'inconclusive') return shown;
  const median = latencyQuantile(latencies, 0.5);
  if (median.kind === 'inconclusive') return inconclusive('Half of the requests failed.');
  return { kind: 'estimate', seconds: Math.max(shown.steps, median.ms / 1000) };
}

/** A failed request has no latency that users would call one: it counts as slower than any, so that failing fast is never faster. */
function latenciesWithin(
  { toldBySecond }: MeasuredPhase,
  fromSecond: number,
  toSecond: number,
): LatencyHistogram {
  const latencies = new LatencyHistogram();
  for (let second = fromSecond; second < toSecond; second += 1) {
    const told = toldBySecond.get(second);
    if (told === undefined) continue;
    latencies.add(told.well);
    const failed = told.all.count - told.well.count;
    latencies.count += failed;
    latencies.overflow += failed;
  }
  return latencies;
}
