import { expect, test } from '@jest/globals';
import { normal } from '../testing/queue-simulation.ts';
import { correlationTime } from './correlation-time.ts';
import { seededRandom } from './random.ts';

/** A series of which each value is a share of the one before it, and noise. */
function autoregressive(length: number, share: number, seed: number): number[] {
  const random = seededRandom(seed);
  let value = 0;
  return Array.from({ length }, () => (value = share * value + normal(random)));
}

function stepsOf(series: readonly number[]): number {
  const answer = correlationTime(series);
  if (answer.kind === 'inconclusive') throw new Error(answer.reason);
  return answer.steps;
}

// The time constant is −1 / ln(share).
test.each([
  [0, 0],
  [0.5, 1.44],
  [0.8, 4.48],
  [0.95, 19.5],
])(
  'with a share of %d it is rarely below the true %d steps, and not many times above',
  (share, truth) => {
    const found = Array.from({ length: 100 }, (_, seed) =>
      stepsOf(autoregressive(2_000, share, seed)),
    );
    expect(found.filter((steps) => steps < truth).length).toBeLessThanOrEqual(5);
    expect(found.filter((steps) => steps > 7 * truth + 2).length).toBeLessThanOrEqual(5);
  },
);

test('slow memory under much noise is found', () => {
  const noise = autoregressive(2_000, 0, 1);
  const slow = autoregressive(2_000, 0.95, 2);
  const mixed = noise.map((value, at) => 2 * value + (slow[at] ?? 0));
  expect(stepsOf(mixed)).toBeGreaterThan(5);
});

test('a series that never changes remembers nothing that it could show', () => {
  expect(stepsOf(new Array<number>(100).fill(3))).toBeLessThan(1.5);
});

test.each<[string, readonly number[], string]>([
  [
    'too few observations',
    new Array<number>(49).fill(0),
    'Fewer than 50 observations do not show how long they remember.',
  ],
  [
    'a trend',
    Array.from({ length: 100 }, (_, at) => at),
    'The series remembers longer than half of its length.',
  ],
  [
    'what is no number',
    [...new Array<number>(99).fill(0), Number.NaN],
    'An observation of the series is not a number.',
  ],
])('%s: it is not known', (_what, series, reason) => {
  expect(correlationTime(series)).toEqual({ kind: 'inconclusive', reason });
});
