import { percentileInterval } from '../stats/block-bootstrap.ts';
import {
  type Confidence,
  type Estimate,
  type Interval,
  estimate,
  inconclusive,
} from '../stats/estimate.ts';
import { normalCritical } from '../stats/normal.ts';
import { seededRandom } from '../stats/random.ts';
import { studentCritical } from '../stats/student-t.ts';
import { type UslFit, type UslLevel, fitUsl } from './usl-fit.ts';
import { type UslCoefficients, uslCeiling, uslThroughput } from './usl.ts';

/** Fewer levels than this leave too little beside three coefficients. */
const FEWEST_LEVELS = 6;
/** The law is a curve through what was measured: beyond this many times the largest concurrency, nothing is said. */
const FARTHEST = 2;
const RESAMPLES = 500;

export interface UslAnalysis {
  readonly coefficients: UslCoefficients;
  readonly intervals: Readonly<Record<keyof UslCoefficients, Interval>>;
  /** The coefficients of each resample, of which intervals and predictions are made. */
  readonly resamples: readonly UslCoefficients[];
  readonly largestConcurrency: number;
  readonly confidence: Confidence;
}

/**
 * The law that fits the levels, with intervals by the residual bootstrap: levels are made anew of the fitted curve and of its
 * relative deviations, and fitted again. The deviations are widened by √(n/(n−3)), as three coefficients took up a part of them, and
 * by Student's over the normal quantile, as few levels say little of how much there is.
 */
export function analyseUsl(
  levels: readonly UslLevel[],
  {
    confidence,
    seed,
    resamples = RESAMPLES,
  }: { readonly confidence: Confidence; readonly seed: number; readonly resamples?: number },
): Estimate<UslAnalysis> {
  if (
    levels.some(
      ({ concurrency, throughputPerSecond }) => !isLevel(concurrency, throughputPerSecond),
    )
  ) {
    return inconclusive('A level has a concurrency below 1 or no throughput.');
  }
  if (new Set(levels.map(({ concurrency }) => concurrency)).size < FEWEST_LEVELS) {
    return inconclusive(`Fewer than ${FEWEST_LEVELS} levels of concurrency do not show a curve.`);
  }
  const fit = fitUsl(levels);
  const deviations = deviationsOf(levels, fit, confidence);
  if (deviations.some((deviation) => deviation <= -1)) {
    return inconclusive('The levels are too far from any curve of the law.');
  }
  const random = seededRandom(seed);
  const drawn = Array.from({ length: resamples }, () => {
    const { alpha, beta, gamma } = fitUsl(
      levels.map(({ concurrency }) => ({
        concurrency,
        throughputPerSecond:
          uslThroughput(fit, concurrency) *
          (1 + (deviations[Math.floor(random() * deviations.length)] ?? 0)),
      })),
    );
    return { alpha, beta, gamma };
  });
  const interval = (name: keyof UslCoefficients) =>
    percentileInterval(
      drawn.map((coefficients) => coefficients[name]),
      confidence,
    );
  return estimate({
    coefficients: { alpha: fit.alpha, beta: fit.beta, gamma: fit.gamma },
    intervals: { alpha: interval('alpha'), beta: interval('beta'), gamma: interval('gamma') },
    resamples: drawn,
    largestConcurrency: Math.max(...levels.map(({ concurrency }) => concurrency)),
    confidence,
  });
}

function isLevel(concurrency: number, throughput: number): boolean {
  return (
    concurrency >= 1 &&
    Number.isFinite(concurrency) &&
    throughput > 0 &&
    Number.isFinite(throughput)
  );
}

function deviationsOf(
  levels: readonly UslLevel[],
  fit: UslFit,
  confidence: Confidence,
): readonly number[] {
  const spare = levels.length - 3;
  const widening =
    Math.sqrt(levels.length / spare) *
    (studentCritical(confidence, spare) / normalCritical(confidence));
  return levels.map(
    ({ concurrency, throughputPerSecond }) =>
      (throughputPerSecond / uslThroughput(fit, concurrency) - 1) * widening,
  );
}

/** The throughput at a concurrency, up to twice the largest that was measured. */
export function predictUsl(
  analysis: UslAnalysis,
  concurrency: number,
): Estimate<{ readonly throughputPerSecond: number; readonly interval: Interval }> {
  if (!(concurrency >= 1)) return inconclusive('A concurrency is at least 1.');
  if (concurrency > FARTHEST * analysis.largestConcurrency) {
    return inconclusive(
      `The concurrency is beyond ${FARTHEST} times what was measured, where the law is a guess.`,
    );
  }
  return estimate({
    throughputPerSecond: uslThroughput(analysis.coefficients, concurrency),
    interval: percentileInterval(
      analysis.resamples.map((coefficients) => uslThroughput(coefficients, concurrency)),
      analysis.confidence,
    ),
  });
}

export interface UslPeak {
  /** N*, from which on more concurrency completes less. */
  readonly concurrency: number;
  readonly concurrencyInterval: Interval;
  /** X(N*), requests per second. */
  readonly throughputPerSecond: number;
  readonly throughputInterval: Interval;
}

/**
 * Where throughput is greatest. Nothing is said unless the levels show beyond doubt that it falls somewhere (β above 0), and
 * within twice the largest concurrency: that no fall was seen does not mean that there is none.
 */
export function peakOfUsl({
  coefficients,
  intervals,
  resamples,
  largestConcurrency,
  confidence,
}: UslAnalysis): Estimate<UslPeak> {
  const peak = uslCeiling(coefficients);
  if (peak.kind !== 'peak' || intervals.beta.low <= 0) {
    return inconclusive(
      'No concurrency was detected from which on throughput falls; whether there is one is not known.',
    );
  }
  if (peak.concurrency > FARTHEST * largestConcurrency) {
    return inconclusive(
      `The greatest throughput would be beyond ${FARTHEST} times the concurrency that was measured.`,
    );
  }
  // A resample without a peak counts as one at infinity.
  const peaks = resamples.map((resample) => {
    const ceiling = uslCeiling(resample);
    return ceiling.kind === 'peak'
      ? ceiling
      : { concurrency: Number.POSITIVE_INFINITY, throughputPerSecond: Number.POSITIVE_INFINITY };
  });
  const concurrencyInterval = percentileInterval(
    peaks.map(({ concurrency }) => concurrency),
    confidence,
  );
  const throughputInterval = percentileInterval(
    peaks.map(({ throughputPerSecond }) => throughputPerSecond),
    confidence,
  );
  return estimate({
    concurrency: peak.concurrency,
    concurrencyInterval,
    throughputPerSecond: peak.throughputPerSecond,
    throughputInterval,
  });
}
