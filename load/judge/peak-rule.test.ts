import { expect, test } from '@jest/globals';
import type { Measurement } from './measurement.ts';
import { peakRulings } from './peak-rule.ts';
import { workload } from './testing/simulated-load.ts';
import { between, phase } from './testing/windows.ts';

/** A staircase of the declared rate, 40 requests a second, and of its peak, 50. */
function staircase(neverWell: readonly string[], lowMs: number): Measurement {
  const measured = { ...phase(15_000, 0), neverWell };
  return {
    kind: 'ramp',
    workload: workload(40, { peakRequestsPerSecond: 50 }),
    judged: between(100, 110, { requestsPerSecond: 40 }),
    levels: [between(lowMs, lowMs + 20, { requestsPerSecond: 50, measured })],
  } as unknown as Measurement;
}

test.each<[readonly string[], number, string, RegExp]>([
  [[], 100, 'HOLDS', /^At the peak: At 50 requests a second the 95th percentile is 110 ms/],
  [
    ['report'],
    100,
    'INCONCLUSIVE',
    /^At the peak no request of report was answered as it should be, so that the service did not do all of the declared work\.$/,
  ],
  [['report'], 300, 'UNDERSIZED', /^At the peak: At 50 requests a second .*, beyond 200 ms\.$/],
])('at the peak, none of %j answered well, from %d ms: %s', (neverWell, lowMs, verdict, reason) => {
  const [ruling] = peakRulings(staircase(neverWell, lowMs));
  expect(ruling?.verdict).toBe(verdict);
  expect(ruling?.reason).toMatch(reason);
});
