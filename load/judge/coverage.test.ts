import { expect, test } from '@jest/globals';
import { mmc } from '../model/mmc.ts';
import { sojournQuantile } from '../model/sojourn.ts';
import { measurementsOf } from './measurement.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import {
  levelPlan,
  SERVERS,
  SERVICE_SECONDS,
  simulate,
  workload,
} from './testing/simulated-load.ts';

const RUNS = 30;

/** Of runs of some minutes with an interval, how many hold the exact 95th percentile. */
function coverage(
  requestsPerSecond: number,
  runs = RUNS,
): { readonly intervals: number; readonly held: number } {
  const queue = mmc({
    arrivalsPerSecond: requestsPerSecond,
    servicesPerSecond: 1 / SERVICE_SECONDS,
    servers: SERVERS,
  });
  if (queue.kind !== 'steady') throw new Error('The queue is not steady.');
  const exactMs = 1000 * sojournQuantile(queue, 0.95);
  let intervals = 0;
  let held = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const plan = levelPlan(requestsPerSecond, { steadySeconds: 400, seed });
    const ran = ranWith('ramp', plan, directFold(simulate(plan)));
    const [measurement] = measurementsOf(ran, [workload(requestsPerSecond)]);
    if (measurement?.judged.kind !== 'window') throw new Error('There is no judged phase.');
    const { p95Ms } = measurement.judged;
    if (p95Ms.kind === 'inconclusive') continue;
    intervals += 1;
    if (p95Ms.interval.low <= exactMs && exactMs <= p95Ms.interval.high) held += 1;
  }
  return { intervals, held };
}

// From the histograms of seconds, with warm-up and memory found from the run itself.
test.each([40, 56])('with %d/s on a capacity of 80/s, intervals hold the p95', (rate) => {
  const { intervals, held } = coverage(rate);
  expect(intervals).toBeGreaterThanOrEqual(0.7 * RUNS);
  expect(held / intervals).toBeGreaterThanOrEqual(0.85);
});

test('with 76/s five minutes are too short, and hardly any run claims to know', () => {
  expect(coverage(76, 15).intervals).toBeLessThanOrEqual(1);
});
