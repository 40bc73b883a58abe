import { expect, test } from '@jest/globals';
import { seededRandom } from '../stats/random.ts';
import { steadyPart } from './steadiness.ts';

/** So many seconds of a number of requests in flight that varies by one. */
function around(seconds: number, height: (second: number) => number): number[] {
  const random = seededRandom(1);
  return Array.from({ length: seconds }, (_, second) => height(second) + random());
}

test('a warm-up is cut off, in whole seconds for each of the twenty batches', () => {
  const series = around(300, (second) => (second < 23 ? 100 : 4));
  // 25 s by the rule, in fives; 275 s are left, of which 260 are 20 times 13.
  expect(steadyPart(series, 1000)).toEqual({
    kind: 'steady',
    fromSeconds: 1040,
    toSeconds: 1300,
    warmUpSeconds: 40,
  });
});

test('what is steady throughout is kept whole', () => {
  expect(
    steadyPart(
      around(300, () => 4),
      0,
    ),
  ).toEqual({
    kind: 'steady',
    fromSeconds: 0,
    toSeconds: 300,
    warmUpSeconds: 0,
  });
});

test.each<[string, readonly number[], 'unsteady' | 'short', string]>([
  [
    'what only grows',
    around(300, (second) => second),
    'unsteady',
    'The requests in flight did not settle in the first half of the phase.',
  ],
  [
    'what settles and then creeps up',
    around(300, (second) => (second < 20 ? 30 : second / 100)),
    'unsteady',
    'The requests in flight grew by 0.01 a second to the end of the phase.',
  ],
  [
    'what is over too soon',
    around(99, () => 4),
    'short',
    'The phase lasts 99 s, and less than 100 s do not show where the warm-up ends.',
  ],
])('%s is not steady', (_what, series, kind, reason) => {
  expect(steadyPart(series, 0)).toEqual({ kind, reason });
});
