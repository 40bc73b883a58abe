import { expect, test } from '@jest/globals';
import type { ParityVerdict } from '../document.ts';
import { queriesVerdict, queryExitCode, queryVerdict } from './verdict.ts';

test.each([
  ['equal', { differingColumns: 0, rows: 'same', unstable: [] }],
  ['different', { differingColumns: 0, rows: 'different', unstable: [] }],
  ['different', { differingColumns: 0, rows: 'other order', unstable: [] }],
  ['different', { differingColumns: 1, rows: 'same', unstable: [] }],
  ['different', { differingColumns: 1, rows: null, unstable: ['source'] }],
  ['unstable', { differingColumns: 0, rows: null, unstable: ['target'] }],
  ['unstable', { differingColumns: 0, rows: 'same', unstable: ['source', 'target'] }],
  ['unknown', { differingColumns: 0, rows: null, unstable: [] }],
] as const)('%s: %j', (verdict, outcome) => {
  expect(queryVerdict(outcome)).toBe(verdict);
});

const queries = (...verdicts: readonly ParityVerdict[]) =>
  verdicts.map((verdict) => ({ verdict })) as Parameters<typeof queriesVerdict>[0];

test.each([
  [queries(), [], 'unknown'],
  [queries('equal'), [], 'equal'],
  [queries('equal'), ['No statements.'], 'unknown'],
  [queries('equal', 'unstable'), [], 'unstable'],
  [queries('equal', 'different'), ['No statements.'], 'different'],
] as const)('%j with %j is %s', (all, obstacles, verdict) => {
  expect(queriesVerdict(all, obstacles)).toBe(verdict);
});

test.each([
  ['equal', 'not-judged', 0],
  ['equal', 'within', 0],
  ['equal', 'slower', 1],
  ['equal', 'unknown', 3],
  ['different', 'within', 1],
  ['different', 'unknown', 1],
  ['unstable', 'within', 3],
  ['unknown', 'slower', 1],
  ['unknown', 'not-judged', 3],
] as const)('content %s and times %s exit with %i', (verdict, timingVerdict, exitCode) => {
  expect(queryExitCode({ verdict, timingVerdict })).toBe(exitCode);
});
