import { expect, test } from '@jest/globals';
import type { AnsweredPoint } from '../../load/stream/point.ts';
import { LiveLoad } from './live-load.ts';

function answer(timeMs: number, value: number, facts: Partial<AnsweredPoint> = {}): AnsweredPoint {
  return {
    timeMs,
    beyondMs: 0,
    value,
    scenario: 'api',
    phase: 'steady',
    name: 'home',
    outcome: 'ok',
    ...facts,
  };
}

test('before any answer there is nothing to tell', () => {
  expect(new LiveLoad().now()).toEqual({
    answered: 0,
    failed: 0,
    p95Ms: null,
    answeredPerSecond: 0,
  });
});

test('the rate and the latency are those of the last whole seconds, the counts those of all', () => {
  const live = new LiveLoad();
  for (let second = 0; second < 30; second += 1) {
    // Slow at first, fast in the end; the last second has but one answer yet.
    for (let index = 0; index < (second === 29 ? 1 : 4); index += 1) {
      live.observe(answer(second * 1000 + index * 200, second < 15 ? 900 : 50));
    }
  }
  live.observe(answer(29_500, 60_000, { outcome: 'timeout' }));
  const { answered, failed, p95Ms, answeredPerSecond } = live.now();
  expect([answered, failed, answeredPerSecond]).toEqual([118, 1, 4]);
  expect(p95Ms).toBeGreaterThanOrEqual(50);
  expect(p95Ms).toBeLessThan(50.5);
});
