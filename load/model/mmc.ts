import { erlangC } from './erlang.ts';
import { type QueueAnswer, type QueueRates, steady, unsteady } from './queue.ts';

/**
 * M/M/c: Poisson arrivals. A wait occurs with Erlang's C and decays with θ = cμ − λ (Kleinrock, "Queueing Systems", volume 1;
 * Cooper, "Introduction to Queueing Theory").
 */
export function mmc(rates: QueueRates): QueueAnswer {
  const { arrivalsPerSecond, servicesPerSecond, servers } = rates;
  return (
    unsteady(rates) ??
    steady(rates, {
      probability: erlangC(servers, arrivalsPerSecond / servicesPerSecond),
      decayPerSecond: servers * servicesPerSecond - arrivalsPerSecond,
    })
  );
}

/**
 * How long an M/M/c queue remembers: about 1/(cμ (1 − √ρ)²), the time constant with which it forgets its state. What is measured
 * over less than many of these says little of the queue. Null when it does not come to rest.
 */
export function relaxationSeconds(rates: QueueRates): number | null {
  if (unsteady(rates) !== null) return null;
  const capacity = rates.servers * rates.servicesPerSecond;
  return 1 / (capacity * (1 - Math.sqrt(rates.arrivalsPerSecond / capacity)) ** 2);
}
