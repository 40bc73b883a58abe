import { describe, expect, test } from '@jest/globals';
import type { Finding, Status } from '../../core/finding.ts';
import type { Fault } from '../faults/fault.ts';
import type { FaultResult } from './bench.ts';
import type { Change } from './compare.ts';
import { flawsOf, isClean, type Matrix, matrixPage, summaryOf } from './page.ts';

const fault = (id: string, ...checks: string[]): Fault => ({
  id,
  describes: `What ${id} is.`,
  breaks: checks.map((check) => ({ check, subject: () => '*' })),
  apply: () => Promise.resolve(null),
  heal: () => Promise.resolve(),
});
const change = (check: string, subject: string, to: Status): Change => ({
  check,
  subject,
  from: 'pass',
  to,
});
const result = (of: Fault, parts: Partial<FaultResult> = {}): FaultResult => ({
  fault: of,
  found: of.breaks.map(({ check }) => change(check, 'main/api', 'fail')),
  missed: [],
  unexpected: [],
  unknown: [],
  left: [],
  ...parts,
});
const finding = (status: Status): Finding =>
  ({ check: 'ecs/up', subject: 'main/api', status, message: 'It is down.' }) as Finding;

const GOOD: Matrix = {
  checks: ['ecs/up'],
  unbroken: [finding('pass'), finding('not-applicable')],
  results: [result(fault('gone', 'ecs/up'))],
};

describe('flaws', () => {
  test('a good matrix has none', () => {
    expect(isClean(flawsOf(GOOD))).toBe(true);
  });

  test.each([
    ['a false alarm', { unbroken: [finding('fail')] }],
    ['an undecided finding of the unbroken deployment', { unbroken: [finding('unknown')] }],
    [
      'a missed finding',
      {
        results: [
          result(fault('gone', 'ecs/up'), { missed: [change('ecs/up', 'main/api', 'pass')] }),
        ],
      },
    ],
    [
      'a fault of nothing',
      { results: [result(fault('gone', 'ecs/up'), { unknown: ['ecs/up main/api'] })] },
    ],
    [
      'an unannounced change',
      {
        results: [
          result(fault('gone', 'ecs/up'), { unexpected: [change('sg/x', 'main/api', 'fail')] }),
        ],
      },
    ],
    [
      'something left after healing',
      {
        results: [
          result(fault('gone', 'ecs/up'), { left: [change('ecs/up', 'main/api', 'fail')] }),
        ],
      },
    ],
    ['a check without a fault', { checks: ['ecs/up', 'sg/closed'] }],
  ] satisfies [string, Partial<Matrix>][])('%s is one', (_name, parts) => {
    expect(isClean(flawsOf({ ...GOOD, ...parts }))).toBe(false);
  });

  test('a check that a fault only unsettles has no fault', () => {
    const unsettled = result(fault('slow', 'ecs/up'), {
      found: [change('ecs/up', 'main/api', 'unsettled')],
    });
    expect(flawsOf({ ...GOOD, results: [unsettled] }).checksWithoutFault).toEqual(['ecs/up']);
  });

  test('a check that every fault of the account stops has no fault', () => {
    const stopped = result(fault('wrong-account', 'account/identity', '*'), {
      found: [change('ecs/up', 'main/api', 'not-checked')],
    });
    expect(flawsOf({ ...GOOD, results: [stopped] }).checksWithoutFault).toEqual(['ecs/up']);
  });
});

test('the summary counts', () => {
  expect(summaryOf(GOOD)).toBe(
    '1 faults changed 1 findings as announced; 0 were missed; 0 changed unannounced; 0 did not come back; 0 of 2 findings are false alarms; 0 of 1 checks have no fault.',
  );
});

test('the page names what each fault changes and what each check is failed by', () => {
  const many = result(fault('all-gone', 'ecs/up'), {
    found: ['a', 'b', 'c'].map((subject) => change('ecs/up', subject, 'fail')),
  });
  const slow = result(fault('slow', 'ecs/up'), {
    found: [change('ecs/up', 'a', 'unsettled')],
  });
  const page = matrixPage({ ...GOOD, results: [many, slow] });
  expect(page).toContain('| all-gone | What all-gone is. | `ecs/up` of a, b and 1 more |');
  expect(page).toContain('| slow | What slow is. | `ecs/up → unsettled` of a |');
  expect(page).toContain('| `ecs/up` | all-gone |');
  expect(page.match(/^None\.$/gm)).toHaveLength(5);
});
