import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MetricPoint, pointsName, type Statistic, valuesByPeriod } from './metric-points.ts';

const point = (at: number, ...samples: readonly number[]): MetricPoint => ({
  at,
  count: samples.length,
  sum: samples.reduce((sum, sample) => sum + sample, 0),
  minimum: Math.min(...samples),
  maximum: Math.max(...samples),
});

/** Two minutes with points, one without, and one more. */
const POINTS = [point(605, 10, 30), point(650, 80), point(660, 50), point(780, 7)];

test.each([
  ['Average', [40, 50, 7]],
  ['Sum', [120, 50, 7]],
  ['Minimum', [10, 50, 7]],
  ['Maximum', [80, 50, 7]],
  ['SampleCount', [3, 1, 1]],
] as const)('%s of each minute, and none of a minute without points', (statistic, values) => {
  const window = { startSeconds: 600, endSeconds: 900, periodSeconds: 60, statistic };
  expect(valuesByPeriod(POINTS, window)).toEqual([
    { at: 600, value: values[0] },
    { at: 660, value: values[1] },
    { at: 780, value: values[2] },
  ]);
});

test.each([
  ['begins with the period in which the window begins', 655, 900, [600, 660, 780]],
  ['ends before the period that begins at its end', 600, 660, [600]],
  ['has the period that has begun at its end', 600, 661, [600, 660]],
  ['is empty where nothing was put', 840, 900, []],
])('the answer %s', (_what, startSeconds, endSeconds, periods) => {
  const window = { startSeconds, endSeconds, periodSeconds: 60, statistic: 'Sum' as const };
  expect(valuesByPeriod(POINTS, window).map(({ at }) => at)).toEqual(periods);
});

test('a period shorter than a minute', () => {
  const window = {
    startSeconds: 600,
    endSeconds: 661,
    periodSeconds: 10,
    statistic: 'Sum' as const,
  };
  expect(valuesByPeriod(POINTS, window)).toEqual([
    { at: 600, value: 40 },
    { at: 650, value: 80 },
    { at: 660, value: 50 },
  ]);
});

test('no point is lost or counted twice, whatever the period', () => {
  const samples = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 999 }), sample: fc.integer() }),
  );
  fc.assert(
    fc.property(samples, fc.constantFrom(1, 5, 10, 30, 60, 300), (put, periodSeconds) => {
      const points = put.map(({ at, sample }) => point(at, sample));
      const of = (statistic: Statistic) =>
        valuesByPeriod(points, { startSeconds: 0, endSeconds: 1000, periodSeconds, statistic });
      const total = (statistic: Statistic) =>
        of(statistic).reduce((sum, { value }) => sum + value, 0);
      expect(total('SampleCount')).toBe(put.length);
      expect(total('Sum')).toBe(put.reduce((sum, { sample }) => sum + sample, 0));
      for (const [index, { value }] of of('Average').entries()) {
        expect(value).toBeGreaterThanOrEqual(of('Minimum')[index]?.value ?? NaN);
        expect(value).toBeLessThanOrEqual(of('Maximum')[index]?.value ?? NaN);
      }
    }),
  );
});

test('a series is the same whatever the order of its dimensions', () => {
  const of = (dimensions: Record<string, string>) =>
    pointsName({ namespace: 'AWS/ECS', metric: 'CPUUtilization', dimensions });
  expect(of({ ClusterName: 'main', ServiceName: 'api' })).toBe(
    of({ ServiceName: 'api', ClusterName: 'main' }),
  );
  expect(of({ ClusterName: 'main' })).not.toBe(of({ ClusterName: 'other' }));
});
