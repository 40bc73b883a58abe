import { expect, test } from '@jest/globals';
import { drawTrace, replay } from '../testing/queue-simulation.ts';
import { type Residence, littleCheck } from './little.ts';

const served: readonly Residence[] = replay(
  drawTrace(
    20_000,
    { kind: 'poisson', perSecond: 56 },
    { kind: 'exponential', meanSeconds: 0.05 },
    11,
  ),
  [0, 0, 0, 0],
).map(({ arrival, end }) => ({ startSeconds: arrival, endSeconds: end }));

const WINDOW = { fromSeconds: 20, toSeconds: 320 };

test('the law holds for complete records', () => {
  const check = littleCheck(served, WINDOW);
  if (check.kind === 'inconclusive') throw new Error(check.reason);
  expect(Math.abs(check.residualRatio)).toBeLessThan(0.01);
  expect(check.throughputPerSecond / 56).toBeCloseTo(1, 1);
});

test('requests that never end show', () => {
  const check = littleCheck(
    served.map((residence, index) =>
      index % 20 === 0 ? { ...residence, endSeconds: Number.POSITIVE_INFINITY } : residence,
    ),
    WINDOW,
  );
  if (check.kind === 'inconclusive') throw new Error(check.reason);
  expect(check.residualRatio).toBeGreaterThan(0.5);
});

test.each([
  [[], WINDOW, 'No request completes in the window, or none takes any time.'],
  [
    [{ startSeconds: 30, endSeconds: 30 }],
    WINDOW,
    'No request completes in the window, or none takes any time.',
  ],
  [[{ startSeconds: 31, endSeconds: 30 }], WINDOW, 'A request ends before it starts.'],
  [[{ startSeconds: 30, endSeconds: Number.NaN }], WINDOW, 'A request ends before it starts.'],
  [served, { fromSeconds: 5, toSeconds: 5 }, 'The window has no length.'],
])('nothing is said of what cannot be (%#)', (residences, window, reason) => {
  expect(littleCheck(residences, window)).toEqual({ kind: 'inconclusive', reason });
});
