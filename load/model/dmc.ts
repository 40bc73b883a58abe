import { type QueueAnswer, type QueueRates, steady, unsteady } from './queue.ts';

/**
 * D/M/c: arrivals at even distances, as load generators with a constant rate send them. They wait less than random ones, so that
 * a capacity measured with them is too large for real traffic.
 *
 * From GI/M/c (Takács, "Introduction to the Theory of Queues", 1962): with φ_j = e^(−jμ/λ) and σ the root below 1 of
 * σ = e^(−(1−σ)/ρ), a wait has the rate θ = cμ(1−σ) and occurs with probability A/(1−σ), where
 * 1/A = 1/(1−σ) + Σ_{j=1..c} C(c,j) / (C_j (1−φ_j)) · (c(1−φ_j) − j) / (c(1−σ) − j) and C_j = Π_{i≤j} φ_i/(1−φ_i).
 */
export function dmc(rates: QueueRates): QueueAnswer {
  const hindrance = unsteady(rates);
  if (hindrance !== null) return hindrance;
  const { arrivalsPerSecond, servicesPerSecond, servers } = rates;
  const utilisation = arrivalsPerSecond / (servers * servicesPerSecond);
  const sigma = evenArrivalsRoot(utilisation);
  return steady(rates, {
    probability: waitProbability(servers, utilisation, sigma),
    decayPerSecond: servers * servicesPerSecond * (1 - sigma),
  });
}

/** The root below 1 of σ = e^(−(1−σ)/ρ), for ρ below 1. */
export function evenArrivalsRoot(utilisation: number): number {
  // σ − e^(…) is concave and negative at 0: Newton's steps from there rise to the root and never pass it.
  let sigma = 0;
  for (let step = 0; step < 100; step += 1) {
    const image = Math.exp(-(1 - sigma) / utilisation);
    const next = sigma + (image - sigma) / (1 - image / utilisation);
    if (!(next > sigma)) break;
    sigma = next;
  }
  return sigma;
}

function waitProbability(servers: number, utilisation: number, sigma: number): number {
  let sum = 1 / (1 - sigma);
  // C(c,j)/C_j, from its predecessor, with (1−φ_i)/φ_i = e^(iμ/λ) − 1.
  let weight = 1;
  for (let busy = 1; busy <= servers; busy += 1) {
    const step = busy / (servers * utilisation);
    weight *= ((servers - busy + 1) / busy) * Math.expm1(step);
    const free = -Math.expm1(-step);
    const denominator = servers * (1 - sigma) - busy;
    // Numerator and denominator have the same root, where their quotient is that of their slopes.
    const quotient =
      Math.abs(denominator) < 1e-7 * servers
        ? 1 - sigma / utilisation
        : (servers * free - busy) / denominator;
    sum += (weight / free) * quotient;
  }
  return 1 / sum / (1 - sigma);
}
