import { expect, test } from '@jest/globals';
import { NO_DIFFERENCES, parityExitCode, runVerdict, tableVerdict } from './verdict.ts';

const seen = { counts: NO_DIFFERENCES, unpairedColumns: [], comparedColumns: 3, unseen: null };
const counting = (counts: Partial<typeof NO_DIFFERENCES>) => ({
  ...seen,
  counts: { ...NO_DIFFERENCES, ...counts },
});

test.each([
  ['all rows and columns the same', seen, 'equal'],
  ['a row missing', counting({ missing: 1 }), 'different'],
  ['a row extra', counting({ extra: 1 }), 'different'],
  ['a row changed', counting({ changed: 1 }), 'different'],
  ['a part that was not looked into', counting({ unlocatedParts: 1 }), 'different'],
  ['a row that moves', counting({ unstable: 1 }), 'unstable'],
  ['a row that moves, and parts unseen', { ...counting({ unstable: 1 }), unseen: 'x' }, 'unknown'],
  ['an error', { ...seen, unseen: 'x' }, 'unknown'],
  ['an error after a difference', { ...counting({ extra: 1 }), unseen: 'x' }, 'different'],
  ['a column on one side only', { ...seen, unpairedColumns: ['a'] }, 'different'],
  ['no column compared', { ...seen, comparedColumns: 0 }, 'unknown'],
] as const)('%s', (_, outcome, verdict) => {
  expect(tableVerdict(outcome)).toBe(verdict);
});

test.each([
  [[], 'unknown', 3],
  [['equal', 'equal'], 'equal', 0],
  [['equal', 'unstable'], 'unstable', 3],
  [['unknown', 'unstable'], 'unknown', 3],
  [['unknown', 'different', 'equal'], 'different', 1],
] as const)('tables that are %p together are %s', (tables, verdict, exitCode) => {
  expect(runVerdict(tables.map((one) => ({ verdict: one })))).toBe(verdict);
  expect(parityExitCode(verdict)).toBe(exitCode);
});
