import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../load/stats/random.ts';
import { drawServiceMs, timerMs, type ServiceTime } from './service-times.ts';

const DRAWS = 200_000;

function moments(time: ServiceTime): { mean: number; scv: number } {
  const random = seededRandom(7);
  const draws = Array.from({ length: DRAWS }, () => drawServiceMs(time, random));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / DRAWS;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / DRAWS;
  return { mean, scv: variance / mean ** 2 };
}

describe('drawn service times have the mean and the spread that were asked for', () => {
  test.each<[time: ServiceTime, scv: number]>([
    [{ kind: 'constant', meanMs: 50 }, 0],
    [{ kind: 'exponential', meanMs: 50 }, 1],
    [{ kind: 'lognormal', meanMs: 80, scv: 0.5 }, 0.5],
    [{ kind: 'lognormal', meanMs: 80, scv: 2 }, 2],
  ])('%j', (time, scv) => {
    const drawn = moments(time);
    expect(Math.abs(drawn.mean / time.meanMs - 1)).toBeLessThan(0.01);
    expect(Math.abs(drawn.scv - scv)).toBeLessThanOrEqual(0.1 * scv);
  });
});

test('timers are set to whole milliseconds that are right on average', () => {
  const random = seededRandom(7);
  const set = Array.from({ length: DRAWS }, () => timerMs(50.25, random));
  expect(new Set(set)).toEqual(new Set([49, 50]));
  expect(set.reduce((sum, ms) => sum + ms, 0) / DRAWS).toBeCloseTo(49.35, 1);
  expect(timerMs(0.4, random)).toBe(0);
});

test('the same seed draws the same times', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () =>
      drawServiceMs({ kind: 'exponential', meanMs: 50 }, random),
    );
  };
  expect(draw(3)).toEqual(draw(3));
  expect(draw(3)).not.toEqual(draw(4));
});
