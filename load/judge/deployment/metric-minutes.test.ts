import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { minutesWithin } from './metric-minutes.ts';

const START_MS = Date.parse('2026-11-29T07:00:00.000Z');
const at = (seconds: number) => new Date(START_MS + 1000 * seconds).toISOString();
const span = (from: number, to: number) => ({
  fromMs: START_MS + 1000 * from,
  toMs: START_MS + 1000 * to,
});

function metric(periodSeconds: number, starts: readonly number[]): ReportedMetric {
  const points = starts.map((second) => ({ at: at(second), value: second }));
  return { state: 'reported', periodSeconds, points };
}

const TEN_MINUTES = Array.from({ length: 10 }, (_, minute) => 60 * minute);

test.each<[string, ReportedMetric, readonly [number, number], readonly number[]]>([
  ['all of it', metric(60, TEN_MINUTES), [0, 240], [0, 60, 120, 180]],
  ['not a minute that is cut at its beginning', metric(60, TEN_MINUTES), [1, 240], [60, 120, 180]],
  ['not a minute that is cut at its end', metric(60, TEN_MINUTES), [0, 239], [0, 60, 120]],
  [
    'shorter periods',
    metric(
      20,
      Array.from({ length: 20 }, (_, index) => 20 * index),
    ),
    [15, 150],
    [20, 40, 60, 80, 100, 120],
  ],
])('of whole minutes, %s', (_what, reported, [from, to], values) => {
  const minutes = minutesWithin(reported, 'the CPU', span(from, to));
  expect(minutes).toMatchObject({ kind: 'seen', values: values.map((value) => ({ value })) });
});

test.each<[string, ReportedMetric, readonly [number, number], string]>([
  [
    'one is missing',
    metric(60, [0, 60, 180]),
    [0, 240],
    'Nothing was reported of the CPU at 07:02 UTC.',
  ],
  [
    'they begin at other seconds than minutes do',
    metric(60, [30, 90, 150, 210]),
    [0, 240],
    'Nothing was reported of the CPU at 07:00 UTC.',
  ],
  [
    'one was reported twice, and differently',
    {
      state: 'reported',
      periodSeconds: 60,
      points: [0, 60, 60].map((second, index) => ({ at: at(second), value: index })),
    },
    [0, 120],
    'Two values were reported of the CPU at 07:01 UTC.',
  ],
  [
    'one is below zero',
    {
      state: 'reported',
      periodSeconds: 60,
      points: [0, 60].map((second, index) => ({ at: at(second), value: -index })),
    },
    [0, 120],
    'The CPU was reported as -1 at 07:01 UTC.',
  ],
  [
    'the time is too short',
    metric(60, TEN_MINUTES),
    [1, 170],
    'The steady time from 07:00 UTC lasts 169 s, in which the CPU has 1 whole period of 60 s: it must last 180 s.',
  ],
  [
    'the time is too short for shorter periods',
    metric(20, [20, 40, 60, 80]),
    [15, 105],
    'The steady time from 07:00 UTC lasts 90 s, in which the CPU has 4 whole periods of 20 s: it must last 180 s.',
  ],
  [
    'none was seen',
    { state: 'unseen', why: 'AWS denied it.' },
    [0, 240],
    'The CPU was not seen. AWS denied it.',
  ],
])('nothing is known when %s', (_what, reported, [from, to], reason) => {
  expect(minutesWithin(reported, 'the CPU', span(from, to))).toEqual({ kind: 'unseen', reason });
});

test('without any of its minutes nothing is known, whichever that is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), (gone) => {
      const reported = metric(
        60,
        TEN_MINUTES.filter((_, minute) => minute !== gone),
      );
      expect(minutesWithin(reported, 'the CPU', span(0, 600)).kind).toBe('unseen');
    }),
  );
});
