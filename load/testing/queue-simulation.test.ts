import { describe, expect, test } from '@jest/globals';
import { queueOf } from '../model/capacity.ts';
import { sojournQuantile } from '../model/sojourn.ts';
import { quantile, sorted } from '../stats/quantile.ts';
import { mean, variance } from '../stats/moments.ts';
import { drawTrace, replay, simulate } from './queue-simulation.ts';

test('requests take the server that is free first, in their order', () => {
  expect(
    replay({ arrivals: [0, 1, 2, 2.5, 20], services: [5, 5, 1, 1, 1] }, [0, 0]).map(
      ({ start, end }) => [start, end],
    ),
  ).toEqual([
    [0, 5],
    [1, 6],
    [5, 6],
    [6, 7],
    [20, 21],
  ]);
});

test('a server that joins takes who waits', () => {
  expect(
    replay({ arrivals: [0, 1, 2, 3], services: [10, 1, 1, 1] }, [0, 4]).map(({ start }) => start),
  ).toEqual([0, 4, 5, 6]);
});

test.each([
  [{ kind: 'exponential', meanSeconds: 0.05 }, 1],
  [{ kind: 'fixed', seconds: 0.05 }, 0],
  [{ kind: 'lognormal', meanSeconds: 0.05, variation: 0.5 }, 0.25],
] as const)('%j has its mean and variation', (service, scv) => {
  const { services } = drawTrace(50_000, { kind: 'even', perSecond: 1 }, service, 3);
  const times = Array.from(services);
  expect(mean(times) / 0.05).toBeCloseTo(1, 1);
  expect(variance(times) / mean(times) ** 2).toBeCloseTo(scv, 1);
});

describe.each(['poisson', 'even'] as const)('formulae against the simulation, %s', (kind) => {
  test.each([
    [40, 20, 4],
    [64, 20, 4],
    [24, 10, 3],
    [0.6, 1, 1],
    [160, 25, 8],
  ])('%d/s on servers of %d/s, %d of them: p95 within 3 %%', (lambda, mu, servers) => {
    const queue = queueOf({ arrivalsPerSecond: lambda, servicesPerSecond: mu, servers }, kind);
    if (queue.kind !== 'steady') throw new Error(`The queue is ${queue.kind}.`);
    const simulated = quantile(
      sorted(
        simulate({
          customers: 200_000,
          arrivals: { kind, perSecond: lambda },
          service: { kind: 'exponential', meanSeconds: 1 / mu },
          servers,
          seed: 20,
        }),
      ),
      0.95,
    );
    if (simulated.kind === 'inconclusive') throw new Error(simulated.reason);
    expect(Math.abs(simulated.value / sojournQuantile(queue, 0.95) - 1)).toBeLessThan(0.03);
  });
});
