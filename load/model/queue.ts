/** An open queue: one FCFS line before equal servers, exponential service. Rates are per second, of arrivals and of one server. */
export interface QueueRates {
  readonly arrivalsPerSecond: number;
  /** μ, what one busy server completes: the inverse of the mean service time. */
  readonly servicesPerSecond: number;
  /** A whole number from 1. */
  readonly servers: number;
}

/** How requests arrive: at random (Poisson), or at even distances, as load generators with a constant rate send them. */
export type Arrivals = 'poisson' | 'even';

/** A queue that has come to rest. Every time is in seconds. */
export interface SteadyQueue {
  readonly kind: 'steady';
  /** ρ, the share of time that a server is busy; below 1. */
  readonly utilisation: number;
  /** The probability that an arrival has to wait. */
  readonly waitProbability: number;
  /** θ: a wait that occurs is exponential with this rate. */
  readonly waitDecayPerSecond: number;
  readonly servicesPerSecond: number;
  /** Wq, over all arrivals. */
  readonly meanWaitSeconds: number;
  /** W = Wq + 1/μ: from arrival to completion. */
  readonly meanSojournSeconds: number;
  /** Lq = λ Wq. */
  readonly meanQueueLength: number;
}

/** As much arrives as can be served, or more: the queue grows as long as it lasts, and no quantile of it exists. */
export interface UnstableQueue {
  readonly kind: 'unstable';
  /** ρ, at least 1. */
  readonly utilisation: number;
}

/** Numbers that describe no queue, such as a rate of 0. */
export interface InvalidQueue {
  readonly kind: 'invalid';
  readonly reason: string;
}

export type QueueAnswer = SteadyQueue | UnstableQueue | InvalidQueue;

/** What hinders a steady state, or null when there is one. */
export function unsteady(rates: QueueRates): UnstableQueue | InvalidQueue | null {
  const { arrivalsPerSecond, servicesPerSecond, servers } = rates;
  if (!isPositive(arrivalsPerSecond)) return invalid('The rate of arrivals is not above 0.');
  if (!isPositive(servicesPerSecond)) return invalid('The rate of service is not above 0.');
  if (!Number.isSafeInteger(servers) || servers < 1) {
    return invalid('The number of servers is not a whole number from 1.');
  }
  const utilisation = utilisationOf(rates);
  // Just below 1, one of two ways to compute it may round to the other side.
  return utilisation >= 1 || arrivalsPerSecond >= servers * servicesPerSecond
    ? { kind: 'unstable', utilisation }
    : null;
}

/** ρ = a/c with a = λ/μ, the offered load. */
function utilisationOf({ arrivalsPerSecond, servicesPerSecond, servers }: QueueRates): number {
  return arrivalsPerSecond / servicesPerSecond / servers;
}

/** The measures of a queue whose wait is 0 or, with a probability, exponential. */
export function steady(
  rates: QueueRates,
  wait: { readonly probability: number; readonly decayPerSecond: number },
): SteadyQueue {
  const { arrivalsPerSecond, servicesPerSecond } = rates;
  const meanWaitSeconds = wait.probability / wait.decayPerSecond;
  return {
    kind: 'steady',
    utilisation: utilisationOf(rates),
    waitProbability: wait.probability,
    waitDecayPerSecond: wait.decayPerSecond,
    servicesPerSecond,
    meanWaitSeconds,
    meanSojournSeconds: meanWaitSeconds + 1 / servicesPerSecond,
    meanQueueLength: arrivalsPerSecond * meanWaitSeconds,
  };
}

export function invalid(reason: string): InvalidQueue {
  return { kind: 'invalid', reason };
}

export function isPositive(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY;
}
