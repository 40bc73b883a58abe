import { expect, test } from '@jest/globals';
import { failureRuling, latencyRuling, steadinessRuling } from './service-rules.ts';
import { workload } from './testing/simulated-load.ts';
import { between, phase, window } from './testing/windows.ts';
import type { MeasuredWindow } from './window.ts';

// The objective is 200 ms.
test.each<[string, MeasuredWindow, string, string]>([
  ['within it', between(180, 200), 'HOLDS', 'is 190 ms (180 to 200), within 200 ms.'],
  [
    'around it, though the estimate is within',
    between(170, 201),
    'INCONCLUSIVE',
    'is 186 ms (170 to 201), and 200 ms lie in between: a longer run would decide it.',
  ],
  [
    'beyond it by less than a bucket of the histogram is wide',
    between(201, 203),
    'INCONCLUSIVE',
    'is 202 ms (201 to 203), and 200 ms lie in between: a longer run would decide it.',
  ],
  ['beyond it', between(202, 210), 'UNDERSIZED', 'is 206 ms (202 to 210), beyond 200 ms.'],
  ['not known', window({}), 'INCONCLUSIVE', 'has no interval. Half of the requests failed.'],
])('L1: an interval that is %s', (_what, measured, verdict, reason) => {
  expect(latencyRuling(measured, workload(50))).toMatchObject({
    rule: 'L1',
    verdict,
    reason: `At 50 requests a second the 95th percentile ${reason}`,
  });
});

// At most one in a hundred may fail.
test.each<[number, number, string, string]>([
  [
    0,
    100,
    'INCONCLUSIVE',
    '0 of 100 requests failed (0 % to 3.7 %), and 1 % lie in between: more requests would decide it.',
  ],
  [0, 1000, 'HOLDS', '0 of 1000 requests failed (0 % to 0.383 %), within 1 %.'],
  [
    9,
    1000,
    'INCONCLUSIVE',
    '9 of 1000 requests failed (0.474 % to 1.7 %), and 1 % lie in between: more requests would decide it.',
  ],
  [
    20,
    1000,
    'UNDERSIZED',
    '20 of 1000 requests failed (1.3 % to 3.07 %), more than 1 %: 20 answered with 5xx.',
  ],
  [0, 0, 'INCONCLUSIVE', 'Nothing was tried, so that no share of it is known.'],
])('L2: %d of %d', (failed, told, verdict, reason) => {
  expect(failureRuling([phase(told, failed)], workload(50))).toMatchObject({
    rule: 'L2',
    verdict,
    reason,
  });
});

test.each<[string, Partial<MeasuredWindow>, string, string, string?]>([
  ['is', {}, 'HOLDS', 'The service was at rest for 300 s.'],
  [
    'is not, and does not keep up',
    { steady: { kind: 'unsteady', reason: 'It grew.' }, keptUp: 0.9 },
    'UNDERSIZED',
    'Of 50 requests a second, 45 were answered. It grew.',
  ],
  [
    'is not, though it keeps up',
    { steady: { kind: 'unsteady', reason: 'It grew.' }, keptUp: 0.995 },
    'INCONCLUSIVE',
    'It grew.',
  ],
  [
    'cannot be seen',
    { steady: { kind: 'short', reason: 'It is short.' }, keptUp: 0.9 },
    'INCONCLUSIVE',
    'It is short.',
    'scope',
  ],
])('V3: a service that %s steady', (_what, change, verdict, reason, rule = 'V3') => {
  expect(steadinessRuling(window(change))).toMatchObject({ rule, verdict, reason });
});
