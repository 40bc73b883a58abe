import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../finding.ts';
import { domainVerdict } from '../verdict.ts';
import { failingOtherwise, judgeOnNew } from './gate-on-new.ts';
import { finding, WAIVER } from './testing/findings.ts';

const GATES = { failOn: 'high' } as const;
const PASS = finding('pass', { subject: 'steady' });

function verdict(before: readonly Finding[] | null, after: readonly Finding[]) {
  const findings = [PASS, ...after];
  const domains = [domainVerdict('ecs', findings, GATES)];
  const earlier = before === null ? null : [PASS, ...before];
  return judgeOnNew({ findings, domains }, earlier, GATES).verdict;
}

const FAIL = finding('fail', {
  message: 'The service has undeclared ports.',
  actual: { ports: [22], count: 1 },
  details: ['Not declared: 22.'],
});
const failing = (facts: Partial<Finding>) => ({ ...FAIL, ...facts });

describe('only new failures block', () => {
  test.each<[string, readonly Finding[] | null, readonly Finding[], string]>([
    ['one that was known', [FAIL], [FAIL], 'CONDITIONAL GO'],
    ['one that is new', [finding('pass')], [FAIL], 'NO-GO'],
    ['one that was not decided before', [finding('error')], [FAIL], 'NO-GO'],
    [
      'one of which a number is another',
      [FAIL],
      [failing({ actual: { ports: [22], count: 2 } })],
      'CONDITIONAL GO',
    ],
    ['one that fails otherwise', [FAIL], [failing({ message: 'It is gone.' })], 'NO-GO'],
    ['one that is worse', [FAIL], [failing({ severity: 'critical' })], 'NO-GO'],
    ['one that is less bad', [failing({ severity: 'critical' })], [FAIL], 'CONDITIONAL GO'],
    [
      'one with another detail',
      [FAIL],
      [failing({ details: ['Not declared: 22.', 'And 80.'] })],
      'NO-GO',
    ],
    [
      'one with less details',
      [failing({ details: ['Not declared: 22.', 'And 80.'] })],
      [FAIL],
      'CONDITIONAL GO',
    ],
    [
      'one of which a list is longer',
      [FAIL],
      [failing({ actual: { ports: [22, 80], count: 1 } })],
      'NO-GO',
    ],
    [
      'of what nobody declared, one that does not name it all',
      [failing({ check: 'sg/undeclared-groups', details: ['a', 'And 2 more.'] })],
      [failing({ check: 'sg/undeclared-groups', details: ['a', 'And 2 more.'] })],
      'NO-GO',
    ],
    [
      'of a resource that was absent, one that is there and wrong',
      [finding('fail', { message: 'There is none.', actual: {} })],
      [finding('fail', { message: 'It is open.', actual: { open: true } })],
      'NO-GO',
    ],
    ['one beside one that was known', [FAIL], [FAIL, finding('fail', { subject: 'x' })], 'NO-GO'],
    ['a new one below the gate', [], [finding('fail', { severity: 'low' })], 'CONDITIONAL GO'],
    ['one whose waiver ended', [finding('fail', { waiver: WAIVER })], [FAIL], 'NO-GO'],
    ['nothing fails', [FAIL], [], 'GO'],
    ['without an earlier run all is new', null, [FAIL], 'NO-GO'],
    ['what is not decided is still not proven', [FAIL], [finding('error')], 'NOT PROVEN'],
    [
      'nor beside one that was known',
      [FAIL],
      [FAIL, finding('unknown', { subject: 'x' })],
      'NOT PROVEN',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(verdict(before, after)).toBe(expected);
  });
});

test('what fails in both runs, and not in the same way, is named', () => {
  const others = ['a', 'b', 'c'].map((subject) => failing({ subject }));
  const later = others.map((one) => (one.subject === 'b' ? { ...one, details: ['x'] } : one));
  const named = failingOtherwise(others, [...later, failing({ subject: 'new' })]);
  expect(named.map(({ subject }) => subject)).toEqual(['b']);
});
