import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  NOTHING_TRACKED,
  type Observed,
  type ScalingStep,
  track,
  type TrackedPolicy,
  type Tracking,
} from './target-tracking.ts';

const POLICY: TrackedPolicy = {
  target: 50,
  minTasks: 2,
  maxTasks: 8,
  scaleOutCooldownSeconds: 100,
  scaleInCooldownSeconds: 300,
  highDatapoints: 3,
  lowDatapoints: 5,
};

/** What a row of datapoints does to a service whose tasks come up at once; one period lasts 60 s. */
function play(metrics: readonly (number | null)[], tasks: number, policy = POLICY) {
  let tracking: Tracking = NOTHING_TRACKED;
  let desired = tasks;
  return metrics.map((metric, index) => {
    const observed = { atSeconds: index * 60, metric, running: desired, desired };
    const { step, ...rest } = track(policy, tracking, observed);
    tracking = rest.tracking;
    if ('desired' in step) desired = step.desired;
    return { ...rest, step };
  });
}

const steps = (...of: Parameters<typeof play>) => play(...of).map(({ step }) => told(step));

function told(step: ScalingStep): string {
  return 'desired' in step ? `${step.kind} ${step.desired}` : step.kind;
}

describe('a row of datapoints', () => {
  test.each<[string, (number | null)[], number, string[]]>([
    ['scales out with the third above the target', [80, 80, 80], 4, ['none', 'none', 'out 7']],
    ['not when one of three is at the target', [80, 50, 80], 4, ['none', 'none', 'none']],
    ['not when one of three is missing', [80, 80, null], 4, ['none', 'none', 'none']],
    ['never beyond the greatest number', [99, 99, 99], 6, ['none', 'none', 'out 8']],
    [
      'tells once that there cannot be more, and again when it went off again',
      [90, 90, 90, 90, 40, 90, 90, 90],
      8,
      ['none', 'none', 'at-max', 'none', 'none', 'none', 'none', 'at-max'],
    ],
    ['by a whole task for a part of one', [51, 51, 51], 2, ['none', 'none', 'out 3']],
    [
      'scales in with the fifth that is low',
      [20, 30, 20, 20, 20],
      4,
      ['none', 'none', 'none', 'none', 'in 3'],
    ],
    [
      'not when the low are hardly below the target',
      [46, 46, 46, 46, 46],
      4,
      Array(5).fill('none'),
    ],
    ['not while a datapoint is missing', [20, 20, null, 20, 20, 20, 20], 4, Array(7).fill('none')],
    ['never below the least number', [1, 1, 1, 1, 1], 3, ['none', 'none', 'none', 'none', 'in 2']],
    ['nothing when nothing is reported', [null, null, null, null, null], 4, Array(5).fill('none')],
  ])('%s', (_what, metrics, tasks, expected) => {
    expect(steps(metrics, tasks)).toEqual(expected);
  });

  test('the alarms are what CloudWatch would call them', () => {
    const alarms = play([80, 80, 80, null, 20, 20, 20, 20, 20], 4).map(
      ({ high, low }) => `${high} ${low}`,
    );
    expect(alarms).toEqual([
      'INSUFFICIENT_DATA INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA INSUFFICIENT_DATA',
      'ALARM INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA INSUFFICIENT_DATA',
      'OK INSUFFICIENT_DATA',
      'OK INSUFFICIENT_DATA',
      'OK ALARM',
    ]);
  });
});

describe('cooldowns', () => {
  const high: Tracking = {
    datapoints: [80, 80, 80],
    scaledOut: { atSeconds: 1000, added: 2 },
    scaledInAtSeconds: null,
    toldAtMax: false,
  };
  const low: Tracking = { ...high, datapoints: [20, 20, 20, 20, 20], scaledInAtSeconds: 1000 };

  test.each<[string, Tracking, Observed, string]>([
    [
      'what was added is not added again before it runs',
      high,
      { atSeconds: 1060, metric: 90, running: 2, desired: 4 },
      'none',
    ],
    [
      'nor when it runs and has not told yet',
      high,
      { atSeconds: 1060, metric: 70, running: 4, desired: 4 },
      'none',
    ],
    [
      'more is added when more is wanted than was added',
      high,
      { atSeconds: 1060, metric: 95, running: 4, desired: 4 },
      'out 6',
    ],
    [
      'all that is wanted is added when it has cooled down',
      high,
      { atSeconds: 1100, metric: 70, running: 4, desired: 4 },
      'out 6',
    ],
    [
      'after it, what comes up is not added again either',
      high,
      { atSeconds: 1100, metric: 90, running: 2, desired: 4 },
      'none',
    ],
    [
      'tasks are not taken away again',
      low,
      { atSeconds: 1299, metric: 20, running: 4, desired: 4 },
      'none',
    ],
    [
      'until it has cooled down',
      low,
      { atSeconds: 1300, metric: 20, running: 4, desired: 4 },
      'in 2',
    ],
    [
      'and not while tasks come up',
      low,
      { atSeconds: 1300, metric: 20, running: 3, desired: 4 },
      'none',
    ],
  ])('%s', (_what, tracking, observed, expected) => {
    expect(told(track(POLICY, tracking, observed).step)).toBe(expected);
  });
});

const metric = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null, freq: 8 });
const policies = fc
  .record({
    target: fc.integer({ min: 10, max: 90 }),
    minTasks: fc.integer({ min: 1, max: 4 }),
    more: fc.nat({ max: 8 }),
    scaleOutCooldownSeconds: fc.constantFrom(0, 60, 300),
    scaleInCooldownSeconds: fc.constantFrom(0, 60, 300),
    highDatapoints: fc.integer({ min: 1, max: 3 }),
    lowDatapoints: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ more, ...policy }) => ({ ...policy, maxTasks: policy.minTasks + more }));

test('whatever is reported, there are never fewer or more tasks than there may be', () => {
  fc.assert(
    fc.property(policies, fc.array(metric, { maxLength: 60 }), (policy, metrics) => {
      for (const { step } of play(metrics, policy.minTasks, policy)) {
        const desired = 'desired' in step ? step.desired : policy.minTasks;
        expect(desired).toBeGreaterThanOrEqual(policy.minTasks);
        expect(desired).toBeLessThanOrEqual(policy.maxTasks);
      }
    }),
  );
});

test('a higher metric never leads to fewer tasks', () => {
  const history = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 });
  const last = fc.tuple(metric, metric).filter(([one, two]) => one !== null && two !== null);
  const tasks = fc.record({
    running: fc.integer({ min: 1, max: 12 }),
    pending: fc.nat({ max: 3 }),
  });
  const scaledOut = fc.option(
    fc.record({ atSeconds: fc.constant(1000), added: fc.nat({ max: 4 }) }),
  );
  fc.assert(
    fc.property(
      policies,
      history,
      last,
      tasks,
      scaledOut,
      (policy, datapoints, pair, count, out) => {
        const desired = count.running + count.pending;
        const after = (value: number | null) => {
          const tracking = { ...NOTHING_TRACKED, datapoints, scaledOut: out };
          const observed = { atSeconds: 1030, metric: value, running: count.running, desired };
          const { step } = track(policy, tracking, observed);
          return 'desired' in step ? step.desired : desired;
        };
        const [lower = null, higher = null] = pair.toSorted(
          (one, two) => Number(one) - Number(two),
        );
        // Limits that a service is already beyond bring it back within, whichever way.
        fc.pre(desired >= policy.minTasks && desired <= policy.maxTasks);
        expect(after(lower)).toBeLessThanOrEqual(after(higher));
      },
    ),
  );
});

test('no task is taken away while a datapoint that the alarm looks at is missing', () => {
  fc.assert(
    fc.property(policies, fc.array(metric, { minLength: 1, maxLength: 40 }), (policy, metrics) => {
      for (const [index, { step }] of play(metrics, policy.maxTasks, policy).entries()) {
        const looked = metrics.slice(Math.max(0, index + 1 - policy.lowDatapoints), index + 1);
        const isWhole = looked.length === policy.lowDatapoints && !looked.includes(null);
        expect(isWhole || step.kind !== 'in').toBe(true);
      }
    }),
  );
});
