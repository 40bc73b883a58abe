import {
  type Confidence,
  type Estimate,
  type Inconclusive,
  type Interval,
  estimate,
  inconclusive,
} from './estimate.ts';
import { type HistogramContent, latencyQuantile, merged } from './latency-histogram.ts';
import { quantile, sorted } from './quantile.ts';
import { studentCritical } from './student-t.ts';

/** Number of batches; with 19 degrees of freedom t is 2.093 at 95 %. */
export const BATCHES = 20;

/** A batch must outlast what queues remember this many times, or its neighbours resemble it. */
export const RELAXATION_TIMES = 10;

/** Observations that a batch must have beyond the quantile, on average, for its own quantile to mean something. */
const BEYOND_QUANTILE = 5;

export interface QuantileInterval {
  /** The quantile of the whole window, in the unit of the observations. */
  readonly value: number;
  readonly interval: Interval;
}

/** What the batches are cut from: a steady window. */
export interface BatchedWindow {
  /** Above 0 and below 1. */
  readonly probability: number;
  readonly windowSeconds: number;
  /** How long the queue remembers, as `relaxationSeconds` of the model says. */
  readonly relaxationSeconds: number;
  readonly confidence: Confidence;
}

/**
 * The interval of a quantile from observations in the order of their arrival, by non-overlapping batches (Law and Kelton,
 * "Simulation Modeling and Analysis"). Latencies that queue resemble their neighbours, so that an interval from ranks, which
 * takes them for independent, is far too short.
 *
 * The interval lies around the quantile of the whole window (sectioning; Nakayama, "Confidence Intervals for Quantiles Using
 * Sectioning When Applying Variance-Reduction Techniques", 2014): the quantile of a short batch is on average below the true one,
 * and so is the mean of the batches' quantiles.
 */
export function batchQuantileInterval(
  observations: readonly number[],
  window: BatchedWindow,
): Estimate<QuantileInterval> {
  const size = Math.floor(observations.length / BATCHES);
  const batches = Array.from({ length: BATCHES }, (_, batch) =>
    observations.slice(batch * size, (batch + 1) * size),
  );
  return intervalOf(batches, observations, window, {
    count: (batch) => batch.length,
    value: (batch) => {
      const answer = quantile(sorted(batch), window.probability);
      return answer.kind === 'inconclusive' ? answer : answer.value;
    },
  });
}

/**
 * The same, in milliseconds, from the histograms of 20 equal, consecutive parts of the window. Each quantile has the error of its
 * histogram, which is small beside what the interval is wide.
 */
export function histogramQuantileInterval(
  batches: readonly HistogramContent[],
  window: BatchedWindow,
): Estimate<QuantileInterval> {
  return intervalOf(batches, merged(batches), window, {
    count: ({ count }) => count,
    value: (batch) => {
      const answer = latencyQuantile(batch, window.probability);
      return answer.kind === 'inconclusive' ? answer : answer.ms;
    },
  });
}

function intervalOf<Batch>(
  batches: readonly Batch[],
  whole: Batch,
  { probability, windowSeconds, relaxationSeconds, confidence }: BatchedWindow,
  of: {
    readonly count: (batch: Batch) => number;
    readonly value: (batch: Batch) => number | Inconclusive;
  },
): Estimate<QuantileInterval> {
  if (!(probability > 0 && probability < 1)) {
    return inconclusive('A quantile lies between the probabilities 0 and 1.');
  }
  if (batches.length !== BATCHES) {
    return inconclusive(
      `The window is in ${batches.length} parts, and the interval needs ${BATCHES}.`,
    );
  }
  const longEnough = windowSeconds / BATCHES >= RELAXATION_TIMES * relaxationSeconds;
  if (!(relaxationSeconds > 0) || !longEnough) {
    return inconclusive(
      `The window is too short: each of its ${BATCHES} parts must last ${RELAXATION_TIMES} times as long as the queue remembers.`,
    );
  }
  // Less a rounding error, which is not another request.
  const needed = Math.ceil(BEYOND_QUANTILE / Math.min(probability, 1 - probability) - 1e-9);
  if (batches.some((batch) => of.count(batch) < needed)) {
    return inconclusive(
      `The window has too few requests: each of its ${BATCHES} parts needs ${needed} for this quantile.`,
    );
  }
  const value = of.value(whole);
  if (typeof value !== 'number') return value;
  let squares = 0;
  for (const batch of batches) {
    const own = of.value(batch);
    if (typeof own !== 'number') return own;
    squares += (own - value) ** 2;
  }
  if (!Number.isFinite(squares)) return inconclusive('A latency of the window is not a number.');
  const half =
    studentCritical(confidence, BATCHES - 1) * Math.sqrt(squares / (BATCHES - 1) / BATCHES);
  return estimate({ value, interval: { low: value - half, high: value + half, confidence } });
}
