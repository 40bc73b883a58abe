import type { Confidence } from './estimate.ts';

/** Two-sided critical values of the standard normal distribution. */
const CRITICAL: Readonly<Record<Confidence, number>> = {
  0.9: 1.6448536269514722,
  0.95: 1.959963984540054,
  0.99: 2.5758293035489004,
};

/** z with P(|Z| ≤ z) = confidence, for a standard normal Z. */
export function normalCritical(confidence: Confidence): number {
  return CRITICAL[confidence];
}

const COEFFICIENTS = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429] as const;

/**
 * P(|Z| ≥ |z|) for a standard normal Z, within 1.5e-7: formula 26.2.17 of Abramowitz and Stegun, "Handbook of Mathematical
 * Functions" (1964).
 */
export function normalTwoSidedTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => (sum + coefficient) * t, 0);
  return Math.min(1, 2 * polynomial * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)));
}
