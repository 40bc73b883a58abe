/**
 * The Universal Scalability Law, X(N) = γN / (1 + α(N−1) + βN(N−1)) (Gunther, "Guerrilla Capacity Planning", 2007). N is the
 * concurrency that was measured, or a number of tasks.
 */
export interface UslCoefficients {
  /** α, contention: the share of the work that queues for something shared; from 0. */
  readonly alpha: number;
  /** β, coherency: what each keeps exchanging with each other one; from 0. */
  readonly beta: number;
  /** γ, requests per second at N = 1; above 0. */
  readonly gamma: number;
}

/** X(N), requests per second. */
export function uslThroughput(
  { alpha, beta, gamma }: UslCoefficients,
  concurrency: number,
): number {
  const others = concurrency - 1;
  return (gamma * concurrency) / (1 + alpha * others + beta * concurrency * others);
}

export type UslCeiling =
  /** N* = ⌊√((1−α)/β)⌋, from which on more concurrency completes less. */
  | { readonly kind: 'peak'; readonly concurrency: number; readonly throughputPerSecond: number }
  /** β = 0: throughput approaches γ/α and never falls. */
  | { readonly kind: 'asymptote'; readonly throughputPerSecond: number }
  /** α = β = 0: X = γN. */
  | { readonly kind: 'none' };

export function uslCeiling(coefficients: UslCoefficients): UslCeiling {
  const { alpha, beta, gamma } = coefficients;
  if (beta > 0) {
    const concurrency = Math.max(1, Math.floor(Math.sqrt(Math.max(0, 1 - alpha) / beta)));
    return {
      kind: 'peak',
      concurrency,
      throughputPerSecond: uslThroughput(coefficients, concurrency),
    };
  }
  return alpha > 0 ? { kind: 'asymptote', throughputPerSecond: gamma / alpha } : { kind: 'none' };
}
