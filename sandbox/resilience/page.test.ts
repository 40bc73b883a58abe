import { expect, test } from '@jest/globals';
import type { FaultRun } from './fault-runs.ts';
import { faultsPage, isClean, totalsOf } from './page.ts';

const clean: FaultRun = {
  target: 'ecs:DescribeServices',
  kind: 'denied',
  exitCode: 3,
  endedInTime: true,
  outcome: {
    falsePasses: [],
    lostRows: [],
    falseFails: [],
    undecided: ['a', 'b'],
    unexplained: [],
  },
};
const outcome = (facts: Partial<FaultRun['outcome']>): FaultRun => ({
  ...clean,
  outcome: { ...clean.outcome, ...facts },
});

test('undecided findings are what a fault should leave', () => {
  expect(isClean(totalsOf([clean]))).toBe(true);
});

test.each<[string, readonly FaultRun[]]>([
  ['no run at all', []],
  ['a false pass', [outcome({ falsePasses: ['a'] })]],
  ['a lost row', [outcome({ lostRows: ['a'] })]],
  ['a false fail', [outcome({ falseFails: ['a'] })]],
  ['a row without cause', [outcome({ unexplained: ['a'] })]],
  ['exit code 0', [{ ...clean, exitCode: 0 }]],
  ['a run beyond the deadline', [{ ...clean, endedInTime: false }]],
])('%s is not clean', (_, runs) => {
  expect(isClean(totalsOf(runs))).toBe(false);
});

test('the page has a row an operation and a dash where a fault cannot be', () => {
  const runs = { runs: [clean], rows: 7, failures: 2 };
  const page = faultsPage(runs, runs);
  expect(page).toContain('| ecs:DescribeServices | 2 | – | – | – | – | – | – | – | – | – |');
  expect(page).toContain('| unbroken | 1 | 0 | 0 | 0 | 0 | 0 | 0 |');
});
