import { expect, test } from '@jest/globals';
import type { Measurement } from './measurement.ts';
import { peakRulings } from './peak-rule.ts';
import { workload } from './testing/simulated-load.ts';
import { between, phase } from './testing/windows.ts';

/** A staircase of the declared rate, 40 requests a second, and of its peak, 50, at which so many of a hundred reports failed. */
function staircase(failed: number, lowMs: number): Measurement {
  const requests = [
    { name: 'work', told: 14_900, failed: 0 },
    { name: 'report', told: 100, failed },
  ];
  const measured = { ...phase(15_000, failed), requests };
  return {
    kind: 'ramp',
    workload: workload(40, { peakRequestsPerSecond: 50 }),
    judged: between(100, 110, { requestsPerSecond: 40 }),
    levels: [between(lowMs, lowMs + 20, { requestsPerSecond: 50, measured })],
  } as unknown as Measurement;
}

test.each<[number, number, string, RegExp]>([
  [0, 100, 'HOLDS', /^At the peak: At 50 requests a second the 95th percentile is 110 ms/],
  [1, 100, 'HOLDS', /^At the peak: At 50 requests a second the 95th percentile is 110 ms/],
  [
    99,
    100,
    'INCONCLUSIVE',
    /^At the peak 99 of 100 requests of report failed \(94\.6 % to 99\.8 %\), more than 1 %, so that the service did not do all of the declared work\.$/,
  ],
  [
    100,
    100,
    'INCONCLUSIVE',
    /^At the peak no request of report was answered as it should be, so that the service did not do all of the declared work\.$/,
  ],
  [100, 300, 'UNDERSIZED', /^At the peak: At 50 requests a second .*, beyond 200 ms\.$/],
])(
  'at the peak %d of a hundred reports failed, from %d ms: %s',
  (failed, lowMs, verdict, reason) => {
    const [ruling] = peakRulings(staircase(failed, lowMs));
    expect(ruling?.verdict).toBe(verdict);
    expect(ruling?.reason).toMatch(reason);
  },
);
