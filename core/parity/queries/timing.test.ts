import { expect, test } from '@jest/globals';
import { judgeTiming, runTiming, slownessNote, timingOf } from './timing.ts';

test('the median of odd and even numbers of runs, and their ratio', () => {
  expect(timingOf([30, 10, 20], [40, 20])).toEqual({
    source: [30, 10, 20],
    target: [40, 20],
    sourceMs: 20,
    targetMs: 30,
    ratio: 1.5,
  });
  expect(timingOf([0], [5]).ratio).toBeNull();
  expect(() => timingOf([], [5])).toThrow('There is no time to judge.');
});

test.each([
  ['not-judged', 100, 900, null],
  ['within', 100, 150, 1.5],
  ['slower', 100, 151, 1.5],
  ['within', 10, 30, 1.5],
  ['slower', 10, 31, 1.5],
  ['within', 900, 100, 1.5],
  ['slower', 0, 21, 1.5],
] as const)('%s: %i ms and %i ms, at most %p times', (verdict, source, target, maxSlowdown) => {
  expect(judgeTiming(timingOf([source], [target]), maxSlowdown)).toBe(verdict);
});

test('a time that was not measured is unknown where it counts', () => {
  expect([judgeTiming(null, 1.5), judgeTiming(null, null)]).toEqual(['unknown', 'not-judged']);
});

test.each([
  [['within', 'slower', 'unknown'], 'slower'],
  [['within', 'unknown'], 'unknown'],
  [['within', 'within'], 'within'],
  [[], 'unknown'],
] as const)('%j together are %s', (verdicts, verdict) => {
  expect(runTiming(verdicts, 2)).toBe(verdict);
  expect(runTiming(verdicts, null)).toBe('not-judged');
});

test('what is told of a slow query', () => {
  expect(slownessNote(timingOf([10], [31.25]))).toBe(
    'The target is too slow: it takes 31.3 ms, and the source 10.0 ms.',
  );
});
