import { describe, expect, test } from '@jest/globals';
import { replay } from '../testing/queue-simulation.ts';
import { evenLoad, generatorBound, sojournAt } from './overload.ts';

const SERVERS = { servicesPerSecond: 20, servers: 4 };
const OVERLOAD = { ...SERVERS, arrivalsPerSecond: 100 };

describe('fixed service and even arrivals', () => {
  test.each([72, 80])('%d/s on a capacity of 80/s do not wait', (arrivalsPerSecond) => {
    expect(evenLoad({ ...SERVERS, arrivalsPerSecond })).toEqual({
      kind: 'steady',
      utilisation: arrivalsPerSecond / 80,
      sojournSeconds: 0.05,
    });
  });

  test('above capacity each arrival waits longer', () => {
    const load = evenLoad(OVERLOAD);
    expect(load).toEqual({
      kind: 'overloaded',
      utilisation: 1.25,
      serviceSeconds: 0.05,
      growthPerSecond: 0.25,
      excessPerSecond: 20,
    });
    if (load.kind !== 'overloaded') throw new Error('The load is no overload.');
    expect(sojournAt(load, 20)).toBeCloseTo(5.05, 12);
    const served = replay(
      {
        arrivals: Array.from({ length: 2000 }, (_, request) => request / 100),
        services: Array.from({ length: 2000 }, () => 0.05),
      },
      [0, 0, 0, 0],
    );
    // Four start at once, so that single requests are off by less than a service time.
    const off = served.map(({ arrival, end }) =>
      Math.abs(end - arrival - sojournAt(load, arrival)),
    );
    expect(Math.max(...off)).toBeLessThan(0.05);
  });

  test('no arrivals are no load', () => {
    expect(evenLoad({ ...SERVERS, arrivalsPerSecond: 0 })).toEqual({
      kind: 'invalid',
      reason: 'The rate of arrivals is not above 0.',
    });
  });
});

describe('a generator with too few virtual users', () => {
  test.each([
    [100, { kind: 'bound', afterSeconds: 4.8, sojournSeconds: 1.25, droppedPerSecond: 20 }],
    [700, { kind: 'bound', afterSeconds: 34.8, sojournSeconds: 8.75, droppedPerSecond: 20 }],
    [2, { kind: 'bound', afterSeconds: 0.02, sojournSeconds: 0.05, droppedPerSecond: 60 }],
  ])('%d users cap the latency and drop the rest', (virtualUsers, expected) => {
    expect(generatorBound(OVERLOAD, virtualUsers)).toEqual(expected);
  });

  test('a replay that drops what finds no user shows the same', () => {
    const ends: number[] = [];
    const sojourns: number[] = [];
    let dropped = 0;
    for (let tick = 0; tick < 100 * 60; tick += 1) {
      const arrival = tick / 100 + 1e-9;
      if (ends.filter((end) => end > arrival).length >= 100) {
        dropped += 1;
        continue;
      }
      const end = Math.max(arrival, ends.at(-4) ?? 0) + 0.05;
      ends.push(end);
      sojourns.push(end - arrival);
      if (ends.length > 200) ends.shift();
    }
    expect(Math.max(...sojourns)).toBeCloseTo(1.25, 1);
    expect(dropped / (60 - 4.8)).toBeCloseTo(20, 0);
  });

  test.each([
    [{ ...SERVERS, arrivalsPerSecond: 40 }, 2],
    [{ ...SERVERS, arrivalsPerSecond: 80 }, 4],
  ])('%j needs no more than %d', (rates, virtualUsers) => {
    expect(generatorBound(rates, virtualUsers)).toEqual({ kind: 'unbound' });
    expect(generatorBound(rates, virtualUsers - 1).kind).toBe('bound');
  });

  test.each([
    [OVERLOAD, 0, 'The number of virtual users is not above 0.'],
    [{ ...OVERLOAD, servicesPerSecond: -1 }, 9, 'The rate of service is not above 0.'],
  ])('%j with %d users is refused', (rates, virtualUsers, reason) => {
    expect(generatorBound(rates, virtualUsers)).toEqual({ kind: 'invalid', reason });
  });
});
