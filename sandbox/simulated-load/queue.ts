import { seededRandom } from '../../load/stats/random.ts';

/** What serves the requests of a simulated load: slots, first come, first served, with exponential service times. */
export interface SimulatedQueue {
  /** How many requests are served at a time. */
  readonly slots: number;
  /** The mean of the service times. */
  readonly serviceMs: number;
  readonly seed: number;
}

/**
 * How long each request is in the system, in milliseconds, waiting included.
 * @param arrivalsMs ascending
 */
export function sojournsOf(
  arrivalsMs: readonly number[],
  { slots, serviceMs, seed }: SimulatedQueue,
): readonly number[] {
  const random = seededRandom(seed);
  const free = new Array<number>(slots).fill(0);
  return arrivalsMs.map((arrivalMs) => {
    const first = free.indexOf(Math.min(...free));
    const start = Math.max(arrivalMs, free[first] ?? 0);
    const end = start - serviceMs * Math.log1p(-random());
    free[first] = end;
    return end - arrivalMs;
  });
}
