import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_FLEET, isHealthy, launchAt, scaledTo, statusOf } from './ecs-fleet.ts';

const LAUNCH = launchAt(100, { provision: 2, pull: 3, start: 4, healthy: 5 });

test('a launch takes its stages one after the other', () => {
  expect(LAUNCH).toEqual({
    createdAt: 100,
    pullStartedAt: 102,
    pullStoppedAt: 105,
    startedAt: 109,
    healthyAt: 114,
  });
});

test.each([
  [101.9, 'PROVISIONING', false],
  [102, 'PENDING', false],
  [108.9, 'PENDING', false],
  [109, 'RUNNING', false],
  [113.9, 'RUNNING', false],
  [114, 'RUNNING', true],
])('at %d a task that is launched is %s, healthy: %s', (now, status, healthy) => {
  expect(statusOf({ launch: LAUNCH }, now)).toBe(status);
  expect(isHealthy({ launch: LAUNCH }, now)).toBe(healthy);
});

test('a task that came up with its deployment runs and is healthy', () => {
  expect(statusOf({ launch: null }, 0)).toBe('RUNNING');
  expect(isHealthy({ launch: null }, 0)).toBe(true);
});

test('the newest are stopped, and what is launched afterwards is another task', () => {
  const three = scaledTo(scaledTo(EMPTY_FLEET, 2, null), 3, LAUNCH);
  expect(three.tasks).toEqual([
    { number: 0, launch: null },
    { number: 1, launch: null },
    { number: 2, launch: LAUNCH },
  ]);
  const again = scaledTo(scaledTo(three, 2, LAUNCH), 3, LAUNCH);
  expect(again.tasks.map(({ number }) => number)).toEqual([0, 1, 3]);
});

test('whatever the counts, there are as many tasks as asked for, none twice, and those that stay are not changed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 })), (counts) => {
      let fleet = EMPTY_FLEET;
      const seen = new Set<number>();
      for (const count of counts) {
        const next = scaledTo(fleet, count, LAUNCH);
        const kept = Math.min(count, fleet.tasks.length);
        expect(next.tasks).toHaveLength(count);
        expect(next.tasks.slice(0, kept)).toEqual(fleet.tasks.slice(0, kept));
        for (const { number } of next.tasks.slice(kept)) {
          expect(seen.has(number)).toBe(false);
          seen.add(number);
        }
        fleet = next;
      }
    }),
  );
});
