import { expect, test } from '@jest/globals';
import { marginOf } from './margin.ts';
import { workload } from './testing/simulated-load.ts';
import { between, phase, window } from './testing/windows.ts';
import type { MeasuredWindow } from './window.ts';

const holds = (requestsPerSecond: number, change: Partial<MeasuredWindow> = {}) =>
  between(100, 150, { requestsPerSecond, ...change });
const tooSlow = (requestsPerSecond: number) => between(150, 250, { requestsPerSecond });

// The declared rate is 100, and the objective 200 ms.
test.each<[string, readonly MeasuredWindow[], number | null]>([
  ['no level', [], null],
  ['levels in any order', [holds(125), holds(50), holds(100)], 1.25],
  ['a level that is too slow below one that is not', [holds(50), tooSlow(100), holds(125)], 0.5],
  ['no level that holds', [tooSlow(50), tooSlow(100)], null],
  [
    'a level of which nothing is known, below one that holds',
    [window({ requestsPerSecond: 50 }), holds(100)],
    1,
  ],
  ['a level before which arrivals were dropped', [holds(100), holds(125, { unsent: 1 })], 1],
  ['a level of which requests were told twice', [holds(100), holds(125, { unsent: -1 })], 1],
  [
    'a level at which too many failed',
    [holds(100), holds(125, { measured: phase(15_000, 300) })],
    1,
  ],
  [
    'a level that did not keep up',
    [
      holds(100),
      holds(110, { steady: { kind: 'unsteady', reason: 'It grew.' }, keptUp: 0.9 }),
      holds(125),
    ],
    1,
  ],
])('%s', (_what, levels, margin) => {
  expect(marginOf({ levels, workload: workload(100) })).toBe(margin);
});

test('a level whose requests were sent late is not known', () => {
  const measured = phase(15_000, 0);
  for (let request = 0; request < 1_000; request += 1) measured.lateness.record(50);
  const late = { ...measured, told: 16_000 };
  expect(
    marginOf({ levels: [holds(100), holds(125, { measured: late })], workload: workload(100) }),
  ).toBe(1);
});
