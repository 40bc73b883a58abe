import type { SteadyQueue } from './queue.ts';

/**
 * P(T > t), the probability that a request takes longer than this from arrival to completion:
 * (1−P_w) e^(−μt) + P_w (θ e^(−μt) − μ e^(−θt)) / (θ−μ), and P_w (1+μt) e^(−μt) in the second term when θ = μ. The sum of a
 * wait, exponential with θ when it occurs, and of an exponential service.
 */
export function sojournTail(queue: SteadyQueue, seconds: number): number {
  if (seconds <= 0) return 1;
  const { waitProbability, waitDecayPerSecond: theta, servicesPerSecond: mu } = queue;
  const difference = (theta - mu) * seconds;
  const served = Math.exp(-mu * seconds);
  // Near θ = μ the difference of the exponentials cancels; there it is written as a multiple of one of them.
  const waited =
    Math.abs(difference) < 1
      ? served * (1 + mu * seconds * decayOver(difference))
      : (theta * served - mu * Math.exp(-theta * seconds)) / (theta - mu);
  return (1 - waitProbability) * served + waitProbability * waited;
}

/** (1 − e^(−x)) / x, which is 1 at 0. */
function decayOver(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x;
}

/**
 * The time that a share of the requests does not exceed, by bisection of the tail.
 * @throws {RangeError} when the probability is not between 0 and 1.
 */
export function sojournQuantile(queue: SteadyQueue, probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError('A quantile lies between the probabilities 0 and 1.');
  }
  let high = queue.meanSojournSeconds;
  while (sojournTail(queue, high) > 1 - probability) high *= 2;
  let low = 0;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (sojournTail(queue, middle) > 1 - probability) low = middle;
    else high = middle;
  }
  return high;
}
