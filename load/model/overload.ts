import { type InvalidQueue, type QueueRates, invalid, isPositive, unsteady } from './queue.ts';

/**
 * Fixed service times and even arrivals (D/D/c), where everything is exact: below capacity nobody waits; above it each arrival
 * waits longer than the one before.
 */
export type EvenLoad =
  | { readonly kind: 'steady'; readonly utilisation: number; readonly sojournSeconds: number }
  | {
      readonly kind: 'overloaded';
      readonly utilisation: number;
      readonly serviceSeconds: number;
      /** ρ − 1: by how much the sojourn grows in each second that passes. */
      readonly growthPerSecond: number;
      /** λ − cμ. */
      readonly excessPerSecond: number;
    }
  | InvalidQueue;

export function evenLoad(rates: QueueRates): EvenLoad {
  const hindrance = unsteady(rates);
  if (hindrance?.kind === 'invalid') return hindrance;
  const { arrivalsPerSecond, servicesPerSecond, servers } = rates;
  const capacity = servers * servicesPerSecond;
  const utilisation = arrivalsPerSecond / capacity;
  const serviceSeconds = 1 / servicesPerSecond;
  // At ρ = 1 exactly, fixed times leave no gap and no queue.
  if (utilisation <= 1) return { kind: 'steady', utilisation, sojournSeconds: serviceSeconds };
  return {
    kind: 'overloaded',
    utilisation,
    serviceSeconds,
    growthPerSecond: utilisation - 1,
    excessPerSecond: arrivalsPerSecond - capacity,
  };
}

/** R(t) = S + (ρ − 1) t: how long the request that arrives this long after the start takes. */
export function sojournAt(
  load: Extract<EvenLoad, { kind: 'overloaded' }>,
  secondsAfterStart: number,
): number {
  return load.serviceSeconds + load.growthPerSecond * secondsAfterStart;
}

/**
 * What an overload looks like when the generator has too few virtual users: latency stops growing at V/(cμ), the time in which
 * the servers go once round all of them, and the arrivals that find none are dropped, λ − cμ in each second. The latency that is
 * measured is then the generator's choice and says nothing of the service.
 */
export function generatorBound(
  rates: QueueRates,
  virtualUsers: number,
):
  | {
      readonly kind: 'bound';
      /** How long after the start all users are busy; a test that ends before is not touched. */
      readonly afterSeconds: number;
      readonly sojournSeconds: number;
      readonly droppedPerSecond: number;
    }
  /** The users suffice for a test of any length. */
  | { readonly kind: 'unbound' }
  | InvalidQueue {
  const load = evenLoad(rates);
  if (load.kind === 'invalid') return load;
  if (!isPositive(virtualUsers)) return invalid('The number of virtual users is not above 0.');
  const capacity = rates.servers * rates.servicesPerSecond;
  // Fewer users than are at work at once leave servers idle.
  const served = Math.min(capacity, virtualUsers * rates.servicesPerSecond);
  if (rates.arrivalsPerSecond <= served) return { kind: 'unbound' };
  // Nothing completes in the first service time; after it, the servers complete at their capacity.
  const inFirstService = virtualUsers * rates.servicesPerSecond <= rates.arrivalsPerSecond;
  return {
    kind: 'bound',
    afterSeconds: inFirstService
      ? virtualUsers / rates.arrivalsPerSecond
      : (virtualUsers - rates.servers) / (rates.arrivalsPerSecond - capacity),
    sojournSeconds: virtualUsers / served,
    droppedPerSecond: rates.arrivalsPerSecond - served,
  };
}
