import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlannedPhase, PlannedScenario } from './scenario-plan.ts';
import { scheduledRequests, scheduleOf, type Arrival } from './schedule.ts';
import { planFor } from './testing/plans.ts';

const ORIGIN = 'http://127.0.0.1:8080';

function arrivals(scenario: Partial<PlannedScenario>, seed = 42): readonly Arrival[] {
  return scheduleOf(planFor(ORIGIN, scenario, { seed }))['browse'] ?? [];
}

const offsets = (all: readonly Arrival[]) => all.map(([offsetMs]) => offsetMs);

describe('even arrivals', () => {
  test('are at equal distances, half of one from either end', () => {
    const phases = [{ name: 'a', seconds: 1, requestsPerSecond: 4 }];
    expect(offsets(arrivals({ arrivals: 'even', phases }))).toEqual([125, 375, 625, 875]);
  });

  test('come closer together as the rate rises', () => {
    const phases = [{ name: 'a', seconds: 2, requestsPerSecond: 0, endRequestsPerSecond: 4 }];
    // Up to t seconds t² requests have arrived.
    expect(offsets(arrivals({ arrivals: 'even', phases }))).toEqual(
      [0.5, 1.5, 2.5, 3.5].map((count) => Math.round(1e6 * Math.sqrt(count)) / 1000),
    );
  });

  test('go from one phase to the next, and each knows its own', () => {
    const phases = [
      { name: 'a', seconds: 1, requestsPerSecond: 2 },
      { name: 'pause', seconds: 10, requestsPerSecond: 0 },
      { name: 'b', seconds: 0.5, requestsPerSecond: 4 },
    ];
    expect(arrivals({ arrivals: 'even', phases })).toEqual([
      [250, 0, 0],
      [750, 0, 0],
      [11_125, 0, 2],
      [11_375, 0, 2],
    ]);
  });
});

describe('Poisson arrivals', () => {
  const steady = [{ name: 'a', seconds: 100, requestsPerSecond: 100 }];

  test('have gaps with the spread of an exponential, and even ones have none', () => {
    const scvOf = (kind: PlannedScenario['arrivals']) => {
      const times = offsets(arrivals({ arrivals: kind, phases: steady }));
      const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      return gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length / mean ** 2;
    };
    expect(Math.abs(scvOf('poisson') - 1)).toBeLessThan(0.05);
    expect(scvOf('even')).toBeLessThan(1e-6);
  });

  test('fill a ramp as its rate says', () => {
    const phases = [{ name: 'a', seconds: 100, requestsPerSecond: 0, endRequestsPerSecond: 200 }];
    const times = offsets(arrivals({ phases }));
    const firstHalf = times.filter((time) => time < 50_000).length;
    expect(times).toHaveLength(10_000);
    // A quarter of the area under the ramp: 2,500 with a standard deviation of 43.
    expect(Math.abs(firstHalf - 2_500)).toBeLessThan(150);
  });

  test('are the same for the same seed, and others for another, and for another scenario', () => {
    expect(arrivals({ phases: steady })).toEqual(arrivals({ phases: steady }));
    expect(arrivals({ phases: steady })).not.toEqual(arrivals({ phases: steady }, 43));
    const one = planFor(ORIGIN, {}).scenarios;
    const two = planFor(
      ORIGIN,
      {},
      { scenarios: one.flatMap((each) => [each, { ...each, name: 'b' }]) },
    );
    const { browse, b } = scheduleOf(two);
    expect(offsets(browse ?? [])).not.toEqual(offsets(b ?? []));
    expect(scheduledRequests(scheduleOf(two))).toBe(80);
  });
});

test('requests are drawn in proportion to their weights', () => {
  const request = (name: string, weight: number) =>
    ({ name, weight, method: 'GET', path: `/${name}` }) as const;
  const all = arrivals({
    phases: [{ name: 'a', seconds: 100, requestsPerSecond: 100 }],
    requests: [request('often', 8), request('sometimes', 1.5), request('rarely', 0.5)],
  });
  const share = (wanted: number) =>
    all.filter(([, request]) => request === wanted).length / all.length;
  expect(share(0)).toBeCloseTo(0.8, 1.5);
  expect(share(1)).toBeCloseTo(0.15, 1.5);
  expect(share(2)).toBeCloseTo(0.05, 1.5);
});

const phase = fc.record({
  seconds: fc.integer({ min: 1, max: 20 }),
  requestsPerSecond: fc.integer({ min: 0, max: 40 }),
  endRequestsPerSecond: fc.integer({ min: 0, max: 40 }),
});

test('every phase has the requests that its rate and length say, in order and within its time', () => {
  fc.assert(
    fc.property(
      fc.array(phase, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('poisson' as const, 'even' as const),
      fc.nat(),
      (drawn, kind, seed) => {
        const phases: PlannedPhase[] = [
          { name: 'first', seconds: 1, requestsPerSecond: 5 },
          ...drawn.map((each, index) => ({ ...each, name: `p${index}` })),
        ];
        const all = arrivals({ arrivals: kind, phases }, seed);
        const times = offsets(all);
        expect(times).toEqual([...times].sort((left, right) => left - right));
        let beginMs = 0;
        let planned = 0;
        for (const [
          index,
          { seconds, requestsPerSecond: from, endRequestsPerSecond: to },
        ] of phases.entries()) {
          const own = all.filter(([, , number]) => number === index);
          const requests = (seconds * (from + (to ?? from))) / 2;
          expect(own).toHaveLength(Math.round(planned + requests) - Math.round(planned));
          planned += requests;
          const endMs = beginMs + seconds * 1000;
          expect(Math.min(...offsets(own), endMs)).toBeGreaterThanOrEqual(beginMs);
          expect(Math.max(...offsets(own), beginMs)).toBeLessThanOrEqual(endMs);
          beginMs = endMs;
        }
      },
    ),
    { numRuns: 200 },
  );
});
