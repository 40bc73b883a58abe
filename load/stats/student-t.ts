import type { Confidence } from './estimate.ts';

/**
 * P(|T| ≤ t) of Student's t distribution with a whole number of degrees of freedom, by the finite series 26.7.3 and 26.7.4
 * of Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964).
 */
export function studentCentral(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let series = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power < degrees - 1; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    series += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * series) : Math.sin(theta) * series;
}

/** t with P(|T| ≤ t) = confidence; `degrees` of freedom are a whole number from 1. */
export function studentCritical(confidence: Confidence, degrees: number): number {
  // 64 is above t at 99 % and one degree of freedom, the largest that can be asked for.
  let low = 0;
  let high = 64;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (studentCentral(middle, degrees) < confidence) low = middle;
    else high = middle;
  }
  return high;
}
