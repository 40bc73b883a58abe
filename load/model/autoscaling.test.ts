import { describe, expect, test } from '@jest/globals';
import { replay } from '../testing/queue-simulation.ts';
import { type ScaleOut, arrivalsWaitingLonger, floorForStep, scaleOut } from './autoscaling.ts';

/** Two tasks of 40 requests per second, a step to 120, and four tasks after four minutes. */
const STEP: ScaleOut = {
  arrivalsPerSecond: 120,
  capacityBeforePerSecond: 80,
  capacityAfterPerSecond: 160,
  reactionSeconds: 240,
};

test('a step above the capacity waits until the added tasks have drained it', () => {
  expect(scaleOut(STEP)).toEqual({
    kind: 'recovers',
    backlog: 9600,
    longestWaitSeconds: 80,
    worstArrivalSeconds: 160,
    drainSeconds: 240,
  });
});

test.each([
  [{ arrivalsPerSecond: 80 }, { kind: 'absorbed' }],
  [{ arrivalsPerSecond: 160 }, { kind: 'never-recovers', backlog: 19_200 }],
  [{ arrivalsPerSecond: 0 }, { kind: 'invalid', reason: 'The rate of arrivals is not above 0.' }],
  [{ capacityBeforePerSecond: 0 }, { kind: 'invalid', reason: 'The capacity is not above 0.' }],
  [
    { capacityAfterPerSecond: 40 },
    { kind: 'invalid', reason: 'The capacity is less after scaling out than before.' },
  ],
  [{ reactionSeconds: 0 }, { kind: 'invalid', reason: 'The time of reaction is not above 0.' }],
] as const)('%j', (change, expected) => {
  expect(scaleOut({ ...STEP, ...change })).toEqual(expected);
});

describe('against a replay with fixed times', () => {
  /** Slots of 50 ms: four at the step, twelve after the reaction. */
  const step: ScaleOut = {
    arrivalsPerSecond: 100,
    capacityBeforePerSecond: 80,
    capacityAfterPerSecond: 240,
    reactionSeconds: 30,
  };
  const requests = 100 * 60;
  const served = replay(
    {
      arrivals: Array.from({ length: requests }, (_, request) => request / 100),
      services: Array.from({ length: requests }, () => 0.05),
    },
    Array.from({ length: 12 }, (_, slot) => (slot < 4 ? 0 : 30)),
  );
  const waits = served.map(({ arrival, start }) => start - arrival);

  test('the longest wait, who has it, and when nobody waits any more', () => {
    const answer = scaleOut(step);
    if (answer.kind !== 'recovers') throw new Error(`The step ${answer.kind}.`);
    const longest = Math.max(...waits);
    expect(Math.abs(longest - answer.longestWaitSeconds)).toBeLessThan(0.05);
    expect((served[waits.indexOf(longest)]?.arrival ?? 0) - answer.worstArrivalSeconds).toBeCloseTo(
      0,
      0,
    );
    const last = served.findLast(({ arrival, start }) => start - arrival > 0.05)?.arrival ?? 0;
    expect(last).toBeCloseTo(30 + answer.drainSeconds, 0);
    const waiting = served.filter(({ arrival, start }) => arrival <= 30 && start > 30).length;
    // Within the requests that are at work.
    expect(Math.abs(waiting - answer.backlog)).toBeLessThan(12);
  });

  test.each([0.5, 2, 5])('how many wait longer than %d s', (wait) => {
    const counted = waits.filter((value) => value > wait).length;
    const expected = arrivalsWaitingLonger(step, wait);
    if (expected.kind !== 'count') throw new Error(`The step is ${expected.kind}.`);
    expect(Math.abs(counted - expected.arrivals) / counted).toBeLessThan(0.02);
  });
});

test.each([
  [STEP, 80, { kind: 'count', arrivals: 0 }],
  [{ ...STEP, arrivalsPerSecond: 70 }, 1, { kind: 'count', arrivals: 0 }],
  [{ ...STEP, arrivalsPerSecond: 160 }, 1, { kind: 'without-end' }],
  [STEP, -1, { kind: 'invalid', reason: 'The wait is not a number of seconds.' }],
  [
    { ...STEP, reactionSeconds: Number.NaN },
    1,
    { kind: 'invalid', reason: 'The time of reaction is not above 0.' },
  ],
])('of %j, those that wait longer than %d s', (step, wait, expected) => {
  expect(arrivalsWaitingLonger(step, wait)).toEqual(expected);
});

describe('the fewest tasks for a step', () => {
  const FLOOR = {
    arrivalsPerSecond: 120,
    taskCapacityPerSecond: 40,
    usableUtilisation: 0.9,
    reactionSeconds: 240,
    ordinarySeconds: 0.2,
    allowedSeconds: 1,
  };

  test('three tasks have exactly the capacity, which a queue cannot use; four suffice', () => {
    expect(floorForStep(FLOOR)).toEqual({ kind: 'floor', tasks: 4 });
  });

  test.each([
    [{ allowedSeconds: 100 }, { kind: 'floor', tasks: 2 }],
    [{ allowedSeconds: 1000 }, { kind: 'floor', tasks: 1 }],
    [{ ordinarySeconds: 1.5 }, { kind: 'unreachable' }],
    [
      { usableUtilisation: 1 },
      { kind: 'invalid', reason: 'The usable share of the capacity is not between 0 and 1.' },
    ],
    [
      { reactionSeconds: 0 },
      { kind: 'invalid', reason: 'A rate or a time of the step is not above 0.' },
    ],
    [
      { ordinarySeconds: Number.NaN },
      { kind: 'invalid', reason: 'A rate or a time of the step is not above 0.' },
    ],
  ] as const)('with %j', (change, expected) => {
    expect(floorForStep({ ...FLOOR, ...change })).toEqual(expected);
  });

  test('a whole number of tasks is not rounded up', () => {
    const exact = { ...FLOOR, usableUtilisation: 0.75, ordinarySeconds: 1 };
    expect(floorForStep(exact)).toEqual({ kind: 'floor', tasks: 4 });
  });
});
