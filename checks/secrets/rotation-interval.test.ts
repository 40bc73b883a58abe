import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './rotation-interval.ts';
import { secretArtifact, secretSubject } from './testing/fixtures.ts';

const LESS_OFTEN = 'The secret is rotated less often than declared.';
const NO_FORM = 'AWS does not say in a known form how often the secret is rotated.';
const secret = (facts: Parameters<typeof secretArtifact>[0]) => ({
  secrets: { 'app/jwt': secretArtifact(facts) },
});
const rules = (automaticallyAfterDays: number | null, scheduleExpression: string | null = null) =>
  secret({ rotationRules: { automaticallyAfterDays, scheduleExpression, duration: null } });

testCheck(check, secretSubject(), {
  pass: [
    { name: 'as often as declared', artifacts: rules(30) },
    { name: 'more often', artifacts: rules(7) },
    { name: 'by a rate, without days (S1)', artifacts: rules(null, 'rate(30 days)') },
    {
      name: 'by a weekly cron schedule, without days (S1)',
      artifacts: rules(null, 'cron(0 8 ? * SUN *)'),
    },
  ],
  fail: [
    {
      name: 'absent from Secrets Manager',
      artifacts: { secrets: { 'app/jwt': null } },
      message: 'The secret does not exist.',
    },
    {
      name: 'scheduled for deletion',
      artifacts: secret({ deletedDate: '2026-11-30T00:00:00.000Z' }),
      message: 'The secret is scheduled for deletion.',
    },
    {
      name: 'switched off, with the rules still there (S1)',
      artifacts: secret({ rotationEnabled: false }),
      message: 'The secret is not rotated.',
    },
    { name: 'a day less often', artifacts: rules(31), message: LESS_OFTEN },
    {
      name: 'monthly, which is longer in most months',
      artifacts: rules(null, 'cron(0 8 1 * ? *)'),
      message: LESS_OFTEN,
    },
    {
      name: 'a schedule that is longer than the days of the one before it',
      artifacts: rules(7, 'rate(90 days)'),
      message: LESS_OFTEN,
    },
  ],
  unknown: [
    { name: 'no rules', artifacts: secret({ rotationRules: null }), message: NO_FORM },
    { name: 'empty rules', artifacts: rules(null), message: NO_FORM },
    { name: 'a schedule of an unknown form', artifacts: rules(7, 'every week'), message: NO_FORM },
    {
      name: 'a replica',
      artifacts: secret({ primaryRegion: 'eu-west-1' }),
      message: 'The secret is a replica, so its rotation is decided in another region.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { secrets: { 'app/jwt': denied('secretsmanager:DescribeSecret') } },
      message: 'AWS denied secretsmanager:DescribeSecret.',
    },
  ],
});

test('without an interval there is nothing to compare with', () => {
  const spec = { secrets: { one: {}, two: { staticReason: 'Fixed.' } } } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares no interval for the secret.',
    'The spec declares the secret as static. Fixed.',
  ]);
});
