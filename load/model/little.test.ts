import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawTrace, replay } from '../testing/queue-simulation.ts';
import { littleCheck, type Passage } from './little.ts';

interface Residence {
  readonly startSeconds: number;
  /** Null: it never ended. */
  readonly endSeconds: number | null;
}

function passageOf(residences: readonly Residence[], spanSeconds: number): Passage {
  const passage = { begun: 0, begunAtSeconds: 0, ended: 0, endedAtSeconds: 0, sojournSeconds: 0 };
  for (const { startSeconds, endSeconds } of residences) {
    passage.begun += 1;
    passage.begunAtSeconds += startSeconds;
    if (endSeconds === null) continue;
    passage.ended += 1;
    passage.endedAtSeconds += endSeconds;
    passage.sojournSeconds += endSeconds - startSeconds;
  }
  return { ...passage, spanSeconds };
}

const served: readonly Residence[] = replay(
  drawTrace(
    20_000,
    { kind: 'poisson', perSecond: 56 },
    { kind: 'exponential', meanSeconds: 0.05 },
    11,
  ),
  [0, 0, 0, 0],
).map(({ arrival, end }) => ({ startSeconds: arrival, endSeconds: end }));
const SPAN = 400;

test('what is in flight, counted second by second, is the rate times how long requests take', () => {
  const check = littleCheck(passageOf(served, SPAN));
  if (check.kind === 'inconclusive') throw new Error(check.reason);
  let inFlight = 0;
  for (let at = 0.05; at < SPAN; at += 0.1) {
    inFlight += served.filter(
      ({ startSeconds, endSeconds }) => startSeconds <= at && (endSeconds ?? 0) > at,
    ).length;
  }
  expect(check.residualRatio).toBeCloseTo(0, 9);
  expect(check.meanInFlight / (inFlight / (SPAN / 0.1))).toBeCloseTo(1, 1);
  expect(check.throughputPerSecond).toBe(50);
});

test('it holds of any requests that all ended, and of none of which one did not long before the end', () => {
  const residence = fc
    .tuple(
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.double({ min: 0.01, max: 40, noNaN: true }),
    )
    .map(([startSeconds, took]) => ({ startSeconds, endSeconds: startSeconds + took }));
  fc.assert(
    fc.property(fc.array(residence, { minLength: 1, maxLength: 50 }), (residences) => {
      const whole = littleCheck(passageOf(residences, 100));
      if (whole.kind === 'inconclusive') throw new Error(whole.reason);
      expect(Math.abs(whole.residualRatio)).toBeLessThan(1e-6);
      const [first, ...others] = residences;
      if (first === undefined || others.length === 0) return;
      const lost = littleCheck(passageOf([{ ...first, endSeconds: null }, ...others], 100));
      const sojourns = others.reduce((sum, one) => sum + one.endSeconds - one.startSeconds, 0);
      const until = 100 - first.startSeconds;
      if (lost.kind === 'inconclusive') throw new Error(lost.reason);
      expect(lost.residualRatio).toBeCloseTo(until / (until + sojourns), 6);
    }),
  );
});

const NOTHING = 'No request came and went, or none took any time.';
test.each<[readonly Residence[], number, string]>([
  [[], SPAN, NOTHING],
  [[{ startSeconds: 30, endSeconds: 30 }], SPAN, NOTHING],
  [[{ startSeconds: 30, endSeconds: null }], SPAN, NOTHING],
  [[{ startSeconds: 30, endSeconds: Number.NaN }], SPAN, NOTHING],
  [served, 0, 'The time has no length.'],
])('nothing is said of what cannot be (%#)', (residences, span, reason) => {
  expect(littleCheck(passageOf(residences, span))).toEqual({ kind: 'inconclusive', reason });
});
