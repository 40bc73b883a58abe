import { expect, test } from '@jest/globals';
import type { Finding, Status } from '../../core/finding.ts';
import type { Broken } from '../faults/fault.ts';
import { smallSpec } from '../testing/small-spec.ts';
import { changes, detect } from './compare.ts';

function findings(statuses: Readonly<Record<string, Status>>): Finding[] {
  return Object.entries(statuses).map(([key, status]) => {
    const [check = '', subject = ''] = key.split(' ');
    return { check, subject, status } as Finding;
  });
}

const UNBROKEN = findings({
  'ecs/up main/api': 'pass',
  'ecs/up main/worker': 'pass',
  'ecs/up other/api': 'not-applicable',
  'sg/closed api': 'pass',
});
const broken = (check: string, subject: string, status?: Status): Broken => ({
  check,
  subject: () => subject,
  ...(status && { status }),
});
const after = (changed: Readonly<Record<string, Status>>) =>
  UNBROKEN.map((finding) => ({
    ...finding,
    status: changed[`${finding.check} ${finding.subject}`] ?? finding.status,
  }));
const detected = (changed: Readonly<Record<string, Status>>, ...breaks: Broken[]) =>
  detect(UNBROKEN, after(changed), breaks, smallSpec);

test('a change as announced is found, and nothing else is', () => {
  expect(detected({ 'ecs/up main/api': 'fail' }, broken('ecs/up', 'main/api'))).toEqual({
    found: [{ check: 'ecs/up', subject: 'main/api', from: 'pass', to: 'fail' }],
    missed: [],
    unexpected: [],
    unknown: [],
  });
});

test('a finding that still passes is missed', () => {
  expect(detected({}, broken('ecs/up', 'main/api')).missed).toEqual([
    { check: 'ecs/up', subject: 'main/api', from: 'pass', to: 'pass' },
  ]);
});

test.each(['unsettled', 'unknown', 'error', 'not-checked', 'not-applicable'] as const)(
  'a finding that should fail and is %s is missed',
  (status) => {
    const { found, missed } = detected({ 'ecs/up main/api': status }, broken('ecs/up', 'main/api'));
    expect(found).toEqual([]);
    expect(missed).toHaveLength(1);
  },
);

test('a finding that should be unsettled and fails is missed', () => {
  const { missed } = detected(
    { 'ecs/up main/api': 'fail' },
    broken('ecs/up', 'main/api', 'unsettled'),
  );
  expect(missed).toHaveLength(1);
});

test('a change that was not announced is one', () => {
  const { unexpected } = detected(
    { 'ecs/up main/api': 'fail', 'sg/closed api': 'fail' },
    broken('ecs/up', 'main/api'),
  );
  expect(unexpected).toEqual([{ check: 'sg/closed', subject: 'api', from: 'pass', to: 'fail' }]);
});

test('a star stands for all subjects that begin so and that applied before', () => {
  const { found, missed } = detected(
    { 'ecs/up main/api': 'fail', 'ecs/up main/worker': 'fail' },
    broken('ecs/up', '*'),
  );
  expect(found).toHaveLength(2);
  expect(missed).toEqual([]);
});

test('a star for the check stands for those that no other entry names', () => {
  const { found, missed, unexpected } = detected(
    { 'ecs/up main/api': 'fail', 'sg/closed api': 'not-checked' },
    broken('ecs/up', 'main/api'),
    broken('*', '*', 'not-checked'),
  );
  expect(found).toHaveLength(2);
  expect(missed).toEqual([]);
  expect(unexpected).toEqual([]);
});

test('what names nothing that passes is unknown', () => {
  const { unknown } = detected({}, broken('ecs/up', 'other/api'), broken('ecs/absent', 'main/api'));
  expect(unknown).toEqual(['ecs/up other/api', 'ecs/absent main/api']);
});

test('a finding that is gone has changed', () => {
  expect(changes(UNBROKEN, UNBROKEN.slice(1))).toEqual([
    { check: 'ecs/up', subject: 'main/api', from: 'pass', to: 'not-checked' },
  ]);
  expect(changes(UNBROKEN, UNBROKEN)).toEqual([]);
});
