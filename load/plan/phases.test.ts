import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JUDGED, phasesOf, SCENARIO_KINDS } from './phases.ts';

const WORKLOAD = { requestsPerSecond: 100 };

/** Such as `steady-30 300 s at 30`, or `rise 10 s from 0 to 50`. */
function inWords(...asked: Parameters<typeof phasesOf>): readonly string[] {
  return phasesOf(...asked).map(({ name, seconds, requestsPerSecond, endRequestsPerSecond }) =>
    endRequestsPerSecond === undefined
      ? `${name} ${seconds} s at ${requestsPerSecond}`
      : `${name} ${seconds} s from ${requestsPerSecond} to ${endRequestsPerSecond}`,
  );
}

describe('what is sent when the spec says no more', () => {
  test.each([
    ['smoke', ['smoke 20 s at 1']],
    ['baseline', ['rise-30 10 s from 0 to 30', 'warm-up-30 60 s at 30', 'steady-30 300 s at 30']],
    [
      'spike',
      ['rise 10 s from 0 to 50', 'before 120 s at 50', 'spike 600 s at 150', 'after 1200 s at 50'],
    ],
    [
      'db-via-api',
      [
        'rise-reads 10 s from 0 to 100',
        'warm-up-reads 60 s at 100',
        'steady-reads 600 s at 100',
        'rise-writes 10 s from 100 to 100',
        'warm-up-writes 60 s at 100',
        'steady-writes 600 s at 100',
      ],
    ],
    ['soak', ['rise-70 10 s from 0 to 70', 'warm-up-70 60 s at 70', 'steady-70 7200 s at 70']],
  ] as const)('%s', (kind, phases) => {
    expect(inWords(kind, WORKLOAD)).toEqual(phases);
  });

  test('ramp: seven levels, each risen to from the one before it', () => {
    const phases = inWords('ramp', WORKLOAD);
    expect(phases).toHaveLength(21);
    expect(phases.slice(0, 4)).toEqual([
      'rise-25 10 s from 0 to 25',
      'warm-up-25 60 s at 25',
      'steady-25 600 s at 25',
      'rise-50 10 s from 25 to 50',
    ]);
    expect(phases.at(-1)).toBe('steady-125 600 s at 125');
  });
});

describe('of a staircase, the level of the declared peak', () => {
  const steady = (...asked: Parameters<typeof phasesOf>) =>
    inWords(...asked).filter((phase) => phase.startsWith(JUDGED));
  const peaked = (peakRequestsPerSecond: number) => ({ ...WORKLOAD, peakRequestsPerSecond });

  test.each([
    ['is the last when it is beyond the others', 150, 7, 'steady-peak 600 s at 150'],
    ['is in its place among the others', 120, 6, 'steady-peak 600 s at 120'],
  ])('%s', (_what, peak, place, phase) => {
    const levels = steady('ramp', peaked(peak));
    expect(levels).toHaveLength(8);
    expect(levels[place]).toBe(phase);
  });

  test.each([
    ['is one of the others', peaked(125), {}],
    ['is no more than the rate', peaked(80), {}],
    ['is not added to those that the spec says', peaked(150), { ramp: { loadRatios: [1, 1.1] } }],
  ])('%s', (_what, workload, scenarios) => {
    expect(steady('ramp', workload, scenarios).join()).not.toMatch('peak');
  });

  test('comes at the same time for all workloads, of each its own', () => {
    const beside = [peaked(150), { requestsPerSecond: 10 }];
    const [one, other] = beside.map((workload) => steady('ramp', workload, {}, beside));
    expect(one?.[7]).toBe('steady-peak 600 s at 150');
    expect(other?.[7]).toBe('steady-peak 600 s at 10');
    expect(other).toHaveLength(8);
  });
});

test('what the spec says is sent', () => {
  expect(
    inWords('ramp', WORKLOAD, {
      ramp: { loadRatios: [0.5, 1], warmUpSeconds: 5, steadySeconds: 20 },
    }),
  ).toEqual([
    'rise-50 10 s from 0 to 50',
    'warm-up-50 5 s at 50',
    'steady-50 20 s at 50',
    'rise-100 10 s from 50 to 100',
    'warm-up-100 5 s at 100',
    'steady-100 20 s at 100',
  ]);
  expect(
    inWords('spike', { ...WORKLOAD, peakRequestsPerSecond: 120 }, { spike: { holdSeconds: 30 } }),
  ).toContain('spike 30 s at 120');
});

test('a smoke of a workload that is slower than it is as slow as the workload', () => {
  expect(inWords('smoke', { requestsPerSecond: 0.5 })).toEqual(['smoke 20 s at 0.5']);
});

test('a burst comes beside the rate, each workload in proportion to its own', () => {
  const [orders, feed] = [{ requestsPerSecond: 30 }, { requestsPerSecond: 10 }];
  const phases = phasesOf(
    'db-via-api',
    orders,
    { dbViaApi: { burst: { requests: 200, seconds: 2, drainSeconds: 60 } } },
    [orders, feed],
  );
  expect(phases.slice(-2)).toEqual([
    { name: 'burst', seconds: 2, requestsPerSecond: 30 + 75 },
    { name: 'after-burst', seconds: 60, requestsPerSecond: 30 },
  ]);
});

test('every scenario begins at nothing or next to nothing, and no two of its phases have one name', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SCENARIO_KINDS.filter((kind) => kind !== 'breakpoint')),
      fc.double({ min: 0.01, max: 10_000, noNaN: true }),
      (kind, requestsPerSecond) => {
        const phases = phasesOf(kind, { requestsPerSecond });
        expect(phases[0]?.requestsPerSecond).toBeLessThanOrEqual(1);
        const names = phases.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const judged = names.filter((name) => name.startsWith(JUDGED)).length;
        expect(judged).toBe(
          { smoke: 0, baseline: 1, ramp: 7, spike: 0, 'db-via-api': 2, soak: 1 }[kind],
        );
      },
    ),
  );
});
