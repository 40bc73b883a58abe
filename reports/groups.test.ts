import { expect, test } from '@jest/globals';
import type { Cause } from '../core/aws.ts';
import { groupsOf, othersInWords, singlesOf } from './groups.ts';
import { finding } from './testing/reports.ts';

const fail = (subject: string, facts = {}) =>
  finding({ subject, status: 'fail', message: 'It is wrong.', ...facts });

const cause = (action: string): Cause => ({
  kind: 'denied',
  operation: action,
  code: 'AccessDenied',
  message: 'No.',
  action,
  calls: [],
});

const error = (check: string, action: string) =>
  finding({ check, status: 'error', message: 'AWS denied it.', causes: [cause(action)] });

test.each([
  ['failures of one check that say the same', [fail('a'), fail('b'), fail('c')], [3]],
  ['failures that say another thing', [fail('a'), fail('b', { message: 'It is gone.' })], [1, 1]],
  ['failures of another check', [fail('a'), fail('b', { check: 'ecs/other' })], [1, 1]],
  [
    'a failure that is waived and one that is not',
    [fail('a'), fail('b', { waiver: { id: 'M', reason: 'r', owner: 'o', expires: '2026-12-31' } })],
    [1, 1],
  ],
  ['one missing permission of two checks', [error('a/x', 'ecs:A'), error('a/y', 'ecs:A')], [2]],
  ['two missing permissions', [error('a/x', 'ecs:A'), error('a/x', 'ecs:B')], [1, 1]],
])('groups of %s', (_what, findings, sizes) => {
  expect(groupsOf(findings).map(({ others }) => others.length + 1)).toEqual(sizes);
});

test('no finding is lost or told twice', () => {
  const findings = [fail('a'), error('a/x', 'ecs:A'), fail('b'), finding(), error('a/y', 'ecs:A')];
  const grouped = groupsOf(findings).flatMap(({ first, others }) => [first, ...others]);
  expect(new Set(grouped)).toEqual(new Set(findings));
  expect(grouped).toHaveLength(findings.length);
});

test('groups are worst first: by status, then by severity', () => {
  const findings = [
    finding(),
    fail('low', { severity: 'low', message: 'a' }),
    error('a/x', 'ecs:A'),
    fail('critical', { severity: 'critical', message: 'b' }),
  ];
  const order = ['critical', 'low', 'main/api', 'main/api'];
  expect(groupsOf(findings).map(({ first }) => first.subject)).toEqual(order);
  expect(singlesOf(findings).map(({ first }) => first.subject)).toEqual(order);
});

test('the one that is shown is of the worst severity', () => {
  const [group] = groupsOf([fail('a', { severity: 'low' }), fail('b', { severity: 'critical' })]);
  expect(group?.first.subject).toBe('b');
});

test('the others are named, counted where they are many, and counted by check elsewhere', () => {
  const others = ['b', 'c'].map((subject) => fail(subject));
  const elsewhere = ['x', 'y'].map((subject) => fail(subject, { check: 'ecs/other' }));
  const group = { outcome: 'fail' as const, first: fail('a') };
  expect(othersInWords({ ...group, others: [...others, ...elsewhere] })).toBe(
    'b, c, ecs/other (2)',
  );
  const many = Array.from({ length: 32 }, (_, index) => fail(`s${index}`));
  expect(othersInWords({ ...group, others: many })).toMatch(/^s0, s1, .*, s29, 2 more$/);
});
