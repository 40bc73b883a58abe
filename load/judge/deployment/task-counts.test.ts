import { expect, test } from '@jest/globals';
import type { TaskCounts } from '../../../core/load/deployment-record.ts';
import { steadyTasks } from './task-counts.ts';

const START_MS = Date.parse('2026-11-29T07:00:00.000Z');
const SPAN = { fromMs: START_MS, toMs: START_MS + 60_000 };

function count(second: number, running = 2, desired = 2): TaskCounts {
  const at = new Date(START_MS + 1000 * second).toISOString();
  return { at, running, desired, pending: 0, healthy: null };
}

test.each<[string, readonly TaskCounts[]]>([
  ['every 15 s', [0, 15, 30, 45, 60].map((second) => count(second))],
  ['from before it until after it', [-60, 10, 25, 40, 50, 65].map((second) => count(second))],
  [
    'with another number before and after it',
    [count(-5, 1), ...[5, 20, 35, 50].map((second) => count(second)), count(61, 3)],
  ],
])('as many tasks throughout, seen %s', (_what, counts) => {
  expect(steadyTasks(counts, SPAN)).toEqual({ kind: 'steady', tasks: 2 });
});

test.each<[string, readonly TaskCounts[], string, string]>([
  [
    'another ran',
    [count(0), count(10), count(20, 3), count(30), count(40), count(50)],
    'changed',
    'At 07:00:20 UTC 3 tasks ran and 2 were wanted, where 2 ran and 2 were wanted before: the service was not at rest.',
  ],
  [
    'another was wanted',
    [count(0), count(10), count(20, 2, 3), count(30), count(40), count(50)],
    'changed',
    'At 07:00:20 UTC 2 tasks ran and 3 were wanted, where 2 ran and 2 were wanted before: the service was not at rest.',
  ],
  [
    'more ran than were wanted, of a release that is rolled out',
    [0, 15, 30, 45].map((second) => count(second, 4, 2)),
    'changed',
    'From 07:00:00 UTC on 4 tasks ran and 2 were wanted: the service was not at rest.',
  ],
  [
    'fewer ran than were wanted',
    [0, 15, 30, 45].map((second) => count(second, 1, 2)),
    'changed',
    'From 07:00:00 UTC on 1 tasks ran and 2 were wanted: the service was not at rest.',
  ],
  [
    'they were not seen for 16 s',
    [count(0), count(10), count(26), count(40), count(50)],
    'unseen',
    'How many tasks there were was not seen from 07:00:10 UTC on for 16 s.',
  ],
  [
    'they were not seen at its beginning',
    [count(16), count(30), count(45), count(60)],
    'unseen',
    'How many tasks there were was not seen from 07:00:00 UTC on for 16 s.',
  ],
  [
    'they were not seen at its end',
    [count(0), count(15), count(30), count(44)],
    'unseen',
    'How many tasks there were was not seen from 07:00:44 UTC on for 16 s.',
  ],
  [
    'they were not seen at all',
    [],
    'unseen',
    'How many tasks there were was not seen from 07:00:00 UTC on for 60 s.',
  ],
  ['none ran', [0, 15, 30, 45].map((second) => count(second, 0)), 'unseen', 'No task ran.'],
])('no one number of tasks: %s', (_what, counts, kind, reason) => {
  expect(steadyTasks(counts, SPAN)).toEqual({ kind, reason });
});

test('of a short time in which none was seen, no number of tasks is known', () => {
  const span = { fromMs: START_MS, toMs: START_MS + 10_000 };
  expect(steadyTasks([count(-5), count(11)], span)).toEqual({
    kind: 'unseen',
    reason: 'How many tasks there were was not seen from 07:00:00 UTC on for 10 s.',
  });
});
