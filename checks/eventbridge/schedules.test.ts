import type { Schedule } from '../../collectors/aws/scheduler/schedules.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { documentText } from '../iam/policy/testing/roles.ts';
import check from './schedules.ts';

const declared = {
  state: 'ENABLED' as const,
  expression: 'cron(0 3 * * ? *)',
  timeZone: 'Europe/Berlin',
  target: 'jobs',
};
const subject = { name: 'nightly', path: ['schedules', 'nightly'], declared };
const SCHEDULER = 'scheduler.amazonaws.com';
const statement = (Service: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: 'sts:AssumeRole',
  ...more,
});
const trusting = (Service: string, more: object = {}) => documentText([statement(Service, more)]);
const forSource = (arn: string) =>
  trusting(SCHEDULER, { Condition: { ArnLike: { 'aws:SourceArn': arn } } });
const having = (facts: Partial<Schedule> = {}) => ({
  schedules: {
    nightly: {
      arn: 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly',
      state: 'ENABLED',
      expression: 'cron(0 3 * * ? *)',
      timeZone: 'Europe/Berlin',
      window: 'OFF',
      target: 'arn:aws:sqs:us-east-1:123456789012:jobs',
      roleTrust: trusting('scheduler.amazonaws.com'),
      startsAt: null,
      endsAt: null,
      ...facts,
    },
  },
});
const wrong = (name: string, facts: Partial<Schedule>, detail: string) => ({
  name,
  artifacts: having(facts),
  message: 'The schedule is not as declared.',
  details: [detail],
});

testCheck(check, subject, {
  pass: [
    { name: 'as declared', artifacts: having() },
    {
      name: 'UTC, which AWS leaves out',
      subject: { declared: { ...declared, timeZone: 'Etc/UTC' } },
      artifacts: having({ timeZone: null }),
    },
    {
      name: 'a target by its ARN',
      subject: { declared: { ...declared, target: 'arn:other' } },
      artifacts: having({ target: 'arn:other' }),
    },
    {
      name: 'a role for the group of the schedule',
      artifacts: having({
        roleTrust: forSource('arn:aws:scheduler:us-east-1:123456789012:schedule-group/default'),
      }),
    },
    { name: 'an end to come', artifacts: having({ endsAt: '2027-01-01T00:00:00.000Z' }) },
  ],
  fail: [
    {
      name: 'a role that denies it',
      artifacts: having({
        roleTrust: documentText([statement(SCHEDULER), statement(SCHEDULER, { Effect: 'Deny' })]),
      }),
      message: 'The role of the schedule does not trust it.',
    },
    {
      name: 'a role for another account',
      artifacts: having({
        roleTrust: trusting(SCHEDULER, {
          Condition: { StringEquals: { 'aws:SourceAccount': '999988887777' } },
        }),
      }),
      message: 'The role of the schedule does not trust it.',
    },
    {
      name: 'a role for another group of schedules',
      artifacts: having({
        roleTrust: forSource('arn:aws:scheduler:us-east-1:123456789012:schedule-group/other'),
      }),
      message: 'The role of the schedule does not trust it.',
    },
    {
      name: 'absent',
      artifacts: { schedules: { nightly: null } },
      message: 'The schedule does not exist.',
    },
    wrong('disabled', { state: 'DISABLED' }, 'The state is another.'),
    wrong('another hour', { expression: 'cron(0 4 * * ? *)' }, 'The expression is another.'),
    wrong('the same hour elsewhere', { timeZone: null }, 'The time zone is another.'),
    wrong(
      'another queue',
      { target: 'arn:aws:sqs:us-east-1:123456789012:other' },
      'The target is another.',
    ),
    wrong('later, at will', { window: 'FLEXIBLE' }, 'It may run later than declared.'),
    wrong('not begun', { startsAt: '2027-01-01T00:00:00.000Z' }, 'It has not begun.'),
    wrong('ended', { endsAt: '2026-11-01T00:00:00.000Z' }, 'It has ended.'),
    {
      name: 'no role',
      artifacts: having({ roleTrust: null }),
      message: 'The role of the schedule does not exist.',
    },
    {
      name: 'a role of another service',
      artifacts: having({ roleTrust: trusting('events.amazonaws.com') }),
      message: 'The role of the schedule does not trust it.',
    },
  ],
  unknown: [
    {
      name: 'a role for a schedule, where the scheduler names the group',
      artifacts: having({
        roleTrust: forSource('arn:aws:scheduler:us-east-1:123456789012:schedule/*'),
      }),
      message: 'The trust policy of the role has a condition that cannot be told.',
    },
    {
      name: 'a trust policy that is no JSON',
      artifacts: having({ roleTrust: '<' }),
      message: 'The trust policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { schedules: { nightly: denied('scheduler:GetSchedule') } },
      message: 'AWS denied scheduler:GetSchedule.',
    },
  ],
});
