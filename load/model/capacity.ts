import { dmc } from './dmc.ts';
import { mmc } from './mmc.ts';
import {
  type Arrivals,
  type InvalidQueue,
  type QueueAnswer,
  type QueueRates,
  invalid,
  isPositive,
  unsteady,
} from './queue.ts';
import { sojournTail } from './sojourn.ts';

/** A latency that a share of the requests must not exceed. */
export interface LatencyObjective {
  /** Such as 0.95. */
  readonly probability: number;
  readonly seconds: number;
}

export type Capacity =
  | { readonly kind: 'capacity'; readonly arrivalsPerSecond: number }
  /** Service alone takes longer: no rate meets the objective, however small. */
  | { readonly kind: 'unreachable'; readonly quantileWithoutWaitSeconds: number }
  | InvalidQueue;

/** The queue that forms when requests arrive like this. */
export function queueOf(rates: QueueRates, arrivals: Arrivals): QueueAnswer {
  switch (arrivals) {
    case 'poisson':
      return mmc(rates);
    case 'even':
      return dmc(rates);
  }
}

/** The greatest rate of arrivals at which the objective still holds, by bisection up to what the servers can do at most. */
export function capacityAt(
  { probability, seconds }: LatencyObjective,
  servers: Omit<QueueRates, 'arrivalsPerSecond'>,
  arrivals: Arrivals,
): Capacity {
  if (!(probability > 0 && probability < 1) || !isPositive(seconds)) {
    return invalid('The objective is no latency for a share of the requests.');
  }
  const hindrance = unsteady({ ...servers, arrivalsPerSecond: Number.MIN_VALUE });
  if (hindrance?.kind === 'invalid') return hindrance;
  const quantileWithoutWaitSeconds = -Math.log1p(-probability) / servers.servicesPerSecond;
  if (quantileWithoutWaitSeconds >= seconds) {
    return { kind: 'unreachable', quantileWithoutWaitSeconds };
  }
  let low = 0;
  let high = servers.servers * servers.servicesPerSecond;
  for (let step = 0; step < 50; step += 1) {
    const arrivalsPerSecond = (low + high) / 2;
    const queue = queueOf({ ...servers, arrivalsPerSecond }, arrivals);
    if (queue.kind === 'steady' && sojournTail(queue, seconds) <= 1 - probability) {
      low = arrivalsPerSecond;
    } else high = arrivalsPerSecond;
  }
  return { kind: 'capacity', arrivalsPerSecond: low };
}
