import { type Estimate, estimate, inconclusive } from './estimate.ts';
import { mean } from './moments.ts';

/** Fewer observations do not tell memory from chance. */
const FEWEST = 50;

/** The sum of correlations ends at the first lag that is this many times their own sum: beyond it there is but noise. */
const WINDOW = 5;

/** Standard errors that are added. */
const ERRORS = 2;

/** The slowest part of what a queue remembers is up to so many times as slow as its whole memory, near its capacity. */
const SLOWEST = 2;

/**
 * How long a series remembers, in steps: the time constant of the exponential with which its correlation fades in the end, rather too
 * long than too short.
 *
 * The integrated correlation time τ = ½ + Σ r(k), summed to the first lag of at least 5 τ, has a relative standard error of
 * √((4 M + 2) / n) at the lag M where the sum ends (A. D. Sokal, "Monte Carlo Methods in Statistical Mechanics", 1997, section 3). Two of
 * these are added. The time constant of an autoregressive series of first order with this τ is 1 / ln((2τ + 1) / (2τ − 1)); that of the
 * length of a queue is up to twice as long, as its memory is a sum of exponentials: for M/M/1 the integral is
 * (1 + ρ) / (μ (1 − ρ)²), about half of the relaxation time 1 / (μ (1 − √ρ)²) when ρ is near 1 (W. Whitt, "Planning Queueing
 * Simulations", 1989).
 */
export function correlationTime(series: readonly number[]): Estimate<{ readonly steps: number }> {
  if (series.length < FEWEST) {
    return inconclusive(`Fewer than ${FEWEST} observations do not show how long they remember.`);
  }
  const centre = mean(series);
  const off = series.map((value) => value - centre);
  const spread = off.reduce((sum, value) => sum + value * value, 0);
  if (!Number.isFinite(spread)) {
    return inconclusive('An observation of the series is not a number.');
  }
  // A series that never changes remembers nothing that could be told from it.
  let integrated = 0.5;
  let lag = 0;
  if (spread > 0) {
    for (;;) {
      lag += 1;
      if (lag > series.length / 2) {
        return inconclusive('The series remembers longer than half of its length.');
      }
      let product = 0;
      for (let at = lag; at < off.length; at += 1) product += (off[at] ?? 0) * (off[at - lag] ?? 0);
      integrated += product / spread;
      if (lag >= WINDOW * integrated) break;
    }
  }
  const upper = Math.max(0.5, integrated) * (1 + ERRORS * Math.sqrt((4 * lag + 2) / series.length));
  return estimate({ steps: SLOWEST / Math.log((2 * upper + 1) / (2 * upper - 1)) });
}
