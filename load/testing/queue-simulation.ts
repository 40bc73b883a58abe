import { type Random, seededRandom } from '../stats/random.ts';

/** One request as it was served, in seconds. */
export interface Served {
  readonly arrival: number;
  readonly start: number;
  readonly end: number;
}

/** Arrivals and service times, request by request, in the order of arrival. */
export interface Trace {
  readonly arrivals: ArrayLike<number>;
  readonly services: ArrayLike<number>;
}

export type ArrivalProcess =
  | { readonly kind: 'poisson'; readonly perSecond: number }
  | { readonly kind: 'even'; readonly perSecond: number };

export type ServiceTime =
  | { readonly kind: 'exponential'; readonly meanSeconds: number }
  | { readonly kind: 'fixed'; readonly seconds: number }
  /** `variation` is the standard deviation over the mean. */
  | { readonly kind: 'lognormal'; readonly meanSeconds: number; readonly variation: number };

/**
 * When each request starts, first come, first served: each in turn takes the server that is free first. `readyAt` says from when
 * each server works, so that servers may join; servers that work from the start have 0.
 */
function startTimes({ arrivals, services }: Trace, readyAt: readonly number[]): Float64Array {
  const free = Float64Array.from(readyAt);
  const starts = new Float64Array(arrivals.length);
  for (let request = 0; request < arrivals.length; request += 1) {
    let server = 0;
    for (let other = 1; other < free.length; other += 1) {
      if ((free[other] ?? 0) < (free[server] ?? 0)) server = other;
    }
    const arrival = arrivals[request] ?? 0;
    const freed = free[server] ?? 0;
    const start = arrival > freed ? arrival : freed;
    free[server] = start + (services[request] ?? 0);
    starts[request] = start;
  }
  return starts;
}

/** How the requests of a trace are served, first come, first served. */
export function replay(trace: Trace, readyAt: readonly number[]): Served[] {
  return Array.from(startTimes(trace, readyAt), (start, request) => ({
    arrival: trace.arrivals[request] ?? 0,
    start,
    end: start + (trace.services[request] ?? 0),
  }));
}

/** A seeded trace of so many requests. */
export function drawTrace(
  customers: number,
  arrivals: ArrivalProcess,
  service: ServiceTime,
  seed: number,
): Trace {
  const random = seededRandom(seed);
  const times = new Float64Array(customers);
  const services = new Float64Array(customers);
  let clock = 0;
  for (let request = 0; request < customers; request += 1) {
    times[request] = clock;
    clock += gap(arrivals, random);
    services[request] = draw(service, random);
  }
  return { arrivals: times, services };
}

/** Sojourn times of a seeded queue of so many requests, which starts empty. */
export function simulate({
  customers,
  arrivals,
  service,
  servers,
  seed,
}: {
  readonly customers: number;
  readonly arrivals: ArrivalProcess;
  readonly service: ServiceTime;
  readonly servers: number;
  readonly seed: number;
}): number[] {
  const trace = drawTrace(customers, arrivals, service, seed);
  const starts = startTimes(trace, new Array<number>(servers).fill(0));
  return Array.from(
    starts,
    (start, request) => start + (trace.services[request] ?? 0) - (trace.arrivals[request] ?? 0),
  );
}

/** A standard normal number, by the method of Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log1p(-random())) * Math.cos(2 * Math.PI * random());
}

function gap(arrivals: ArrivalProcess, random: Random): number {
  switch (arrivals.kind) {
    case 'poisson':
      return exponential(1 / arrivals.perSecond, random);
    case 'even':
      return 1 / arrivals.perSecond;
  }
}

function draw(service: ServiceTime, random: Random): number {
  switch (service.kind) {
    case 'exponential':
      return exponential(service.meanSeconds, random);
    case 'fixed':
      return service.seconds;
    case 'lognormal': {
      const spread = Math.log1p(service.variation ** 2);
      return service.meanSeconds * Math.exp(Math.sqrt(spread) * normal(random) - spread / 2);
    }
  }
}

function exponential(mean: number, random: Random): number {
  return -mean * Math.log1p(-random());
}
