import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queueOf } from './capacity.ts';
import { evenArrivalsRoot } from './dmc.ts';
import { relaxationSeconds } from './mmc.ts';
import type { Arrivals, SteadyQueue } from './queue.ts';
import { sojournQuantile, sojournTail } from './sojourn.ts';

function steadyQueue(
  arrivals: Arrivals,
  arrivalsPerSecond: number,
  servicesPerSecond: number,
  servers: number,
): SteadyQueue {
  const queue = queueOf({ arrivalsPerSecond, servicesPerSecond, servers }, arrivals);
  if (queue.kind !== 'steady') throw new Error(`The queue is ${queue.kind}.`);
  return queue;
}

/** In milliseconds, to two places, as the expected values are printed. */
function ms(seconds: number): number {
  return Math.round(seconds * 1e5) / 100;
}

describe('random arrivals (M/M/c)', () => {
  test.each([
    [40, 20, 4, { wait: 4.35, sojourn: 54.35, p50: 39.17, p95: 157.49, p99: 238.21 }],
    [64, 20, 4, { wait: 37.28, sojourn: 87.28, p50: 67.31, p95: 236.9, p99: 344.66 }],
    [72, 20, 4, { wait: 98.47, sojourn: 148.47, p50: 112.73, p95: 408.28, p99: 609.66 }],
    [160, 25, 8, { wait: 11.44, sojourn: 51.44, p50: 39.45, p95: 140.34, p99: 206.09 }],
    [90, 10, 10, { wait: 66.87, sojourn: 166.87, p50: 132.91, p95: 436.09, p99: 624.99 }],
  ])('%d/s on servers of %d/s, %d of them', (lambda, mu, servers, expected) => {
    const queue = steadyQueue('poisson', lambda, mu, servers);
    expect({
      wait: ms(queue.meanWaitSeconds),
      sojourn: ms(queue.meanSojournSeconds),
      p50: ms(sojournQuantile(queue, 0.5)),
      p95: ms(sojournQuantile(queue, 0.95)),
      p99: ms(sojournQuantile(queue, 0.99)),
    }).toEqual(expected);
    expect(queue.meanQueueLength).toBeCloseTo(lambda * queue.meanWaitSeconds, 12);
    expect(queue.utilisation).toBeCloseTo(lambda / mu / servers, 12);
  });

  test('with one server the sojourn is exponential with μ − λ', () => {
    const queue = steadyQueue('poisson', 45, 100, 1);
    expect(ms(sojournQuantile(queue, 0.95))).toBe(54.47);
    expect(sojournQuantile(queue, 0.95)).toBeCloseTo(Math.log(20) / 55, 12);
  });
});

describe('even arrivals (D/M/c)', () => {
  test.each([
    [40, 20, 4, { wait: 0.0328, p95: 150.53, p99: 231 }],
    [64, 20, 4, { wait: 0.4048, p95: 175.8, p99: 258.7 }],
    [72, 20, 4, { wait: 0.66517, p95: 247.85, p99: 358.62 }],
    [160, 25, 8, { wait: 0.2684, p95: 124.93, p99: 189.31 }],
    [90, 10, 10, { wait: 0.52196, p95: 342.59, p99: 504.7 }],
  ])('%d/s on servers of %d/s, %d of them', (lambda, mu, servers, expected) => {
    const queue = steadyQueue('even', lambda, mu, servers);
    expect({
      wait: Math.round(queue.waitProbability * 1e5) / 1e5,
      p95: ms(sojournQuantile(queue, 0.95)),
      p99: ms(sojournQuantile(queue, 0.99)),
    }).toEqual(expected);
  });

  test.each([
    [0.5, 0.203188],
    [0.8, 0.62863],
    [0.9, 0.8069],
  ])('at ρ = %d the root is %d', (rho, sigma) => {
    expect(evenArrivalsRoot(rho)).toBeCloseTo(sigma, 6);
  });

  test.each([0.01, 0.3, 0.8, 0.99, 0.99999])('at ρ = %d the root solves its equation', (rho) => {
    const sigma = evenArrivalsRoot(rho);
    expect(sigma).toBeLessThan(1);
    expect(sigma).toBeCloseTo(Math.exp(-(1 - sigma) / rho), 14);
  });

  test('with one server every arrival finds it busy with probability σ', () => {
    const queue = steadyQueue('even', 0.8, 1, 1);
    expect(queue.waitProbability).toBeCloseTo(evenArrivalsRoot(0.8), 12);
  });

  test('where c(1−σ) is a whole number, the wait is that of its neighbours', () => {
    // σ = 1/2 at ρ = 1/(2 ln 2), so that c(1−σ) = 1 for two servers.
    const rho = 1 / (2 * Math.LN2);
    const [below, at, above] = [rho - 1e-5, rho, rho + 1e-5].map(
      (utilisation) => steadyQueue('even', 2 * utilisation, 1, 2).waitProbability,
    );
    expect(evenArrivalsRoot(rho)).toBeCloseTo(0.5, 14);
    expect(at).toBeCloseTo(((below ?? 0) + (above ?? 0)) / 2, 8);
  });

  test('a thousand servers do not exceed what a number holds', () => {
    const even = steadyQueue('even', 980, 1, 1000).waitProbability;
    expect(even).toBeGreaterThan(0.01);
    expect(even).toBeLessThan(steadyQueue('poisson', 980, 1, 1000).waitProbability);
  });
});

test('even arrivals wait less than random ones, by as much as hides a broken objective', () => {
  expect(ms(sojournQuantile(steadyQueue('poisson', 64, 20, 4), 0.95))).toBe(236.9);
  expect(ms(sojournQuantile(steadyQueue('even', 64, 20, 4), 0.95))).toBe(175.8);
});

describe('the distribution of the sojourn', () => {
  /** With two servers and λ = μ, θ = 2μ − λ = μ. */
  const equalRates = steadyQueue('poisson', 10, 10, 2);

  test('with equal rates of wait and service it is that of a sum of two', () => {
    const wait = equalRates.waitProbability;
    expect(sojournTail(equalRates, 0.2)).toBeCloseTo(
      (1 - wait) * Math.exp(-2) + wait * 3 * Math.exp(-2),
      14,
    );
  });

  test.each([1e-12, 1e-9, 1e-6])('it is continuous there (%d)', (off) => {
    const near = steadyQueue('poisson', 10 * (1 - off), 10, 2);
    expect(Math.abs(sojournTail(near, 0.2) - sojournTail(equalRates, 0.2))).toBeLessThan(2 * off);
  });

  test('it begins at 1 and falls to 0', () => {
    expect(sojournTail(equalRates, 0)).toBe(1);
    expect(sojournTail(equalRates, -1)).toBe(1);
    expect(sojournTail(equalRates, 1e6)).toBe(0);
  });

  test.each([0, 1, -1, Number.NaN])('there is no quantile of %d', (probability) => {
    expect(() => sojournQuantile(equalRates, probability)).toThrow(
      'A quantile lies between the probabilities 0 and 1.',
    );
  });
});

describe.each(['poisson', 'even'] as const)('%s arrivals without a steady state', (arrivals) => {
  test.each([
    [80, { kind: 'unstable', utilisation: 1 }],
    [100, { kind: 'unstable', utilisation: 1.25 }],
    [0, { kind: 'invalid', reason: 'The rate of arrivals is not above 0.' }],
    [Number.NaN, { kind: 'invalid', reason: 'The rate of arrivals is not above 0.' }],
  ])('%d/s on a capacity of 80/s', (arrivalsPerSecond, expected) => {
    expect(queueOf({ arrivalsPerSecond, servicesPerSecond: 20, servers: 4 }, arrivals)).toEqual(
      expected,
    );
  });

  test.each([
    [0, 4, 'The rate of service is not above 0.'],
    [20, 0, 'The number of servers is not a whole number from 1.'],
    [20, 2.5, 'The number of servers is not a whole number from 1.'],
  ])('servers of %d/s, %d of them', (servicesPerSecond, servers, reason) => {
    expect(queueOf({ arrivalsPerSecond: 1, servicesPerSecond, servers }, arrivals)).toEqual({
      kind: 'invalid',
      reason,
    });
  });
});

test('just below capacity there is a queue or none, and never a number that is not one', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1000, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: -4, max: 4 }),
      fc.constantFrom('poisson', 'even'),
      (servicesPerSecond, servers, steps, arrivals) => {
        const arrivalsPerSecond = servicesPerSecond * servers * (1 + steps * Number.EPSILON);
        const queue = queueOf({ arrivalsPerSecond, servicesPerSecond, servers }, arrivals);
        return (
          queue.kind === 'unstable' ||
          (queue.kind === 'steady' &&
            queue.utilisation < 1 &&
            queue.meanWaitSeconds > 0 &&
            Number.isFinite(sojournQuantile(queue, 0.95)))
        );
      },
    ),
  );
});

test('a queue remembers longer the busier it is', () => {
  const rates = { servicesPerSecond: 20, servers: 4 };
  expect(relaxationSeconds({ ...rates, arrivalsPerSecond: 20 })).toBeCloseTo(0.05, 12);
  expect(relaxationSeconds({ ...rates, arrivalsPerSecond: 64.8 })).toBeCloseTo(1.25, 12);
  expect(relaxationSeconds({ ...rates, arrivalsPerSecond: 80 })).toBeNull();
});
