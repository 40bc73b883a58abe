import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { schedules } from './schedules.ts';

const scheduler = mockClient(SchedulerClient);
const iam = mockClient(IAMClient);
const spec = { schedules: { nightly: {} } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  scheduler.reset();
  iam.reset();
  scheduler.on(GetScheduleCommand, { Name: 'nightly' }).resolves({
    Arn: 'arn:schedule',
    State: 'ENABLED',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: 'arn:queue', RoleArn: 'arn:aws:iam::123456789012:role/x/scheduler' },
    EndDate: new Date('2026-12-01T00:00:00Z'),
  });
  iam.on(GetRoleCommand, { RoleName: 'scheduler' }).resolves({
    Role: {
      Path: '/x/',
      RoleName: 'scheduler',
      RoleId: 'A',
      Arn: 'arn:role',
      CreateDate: new Date(),
      AssumeRolePolicyDocument: '{}',
    },
  });
});

test('keeps the facts, and whom its role trusts', async () => {
  const { items, operations } = await collectWith(schedules, spec);
  expect(items['nightly']).toMatchObject({
    value: {
      arn: 'arn:schedule',
      state: 'ENABLED',
      expression: 'cron(0 3 * * ? *)',
      timeZone: 'Europe/Berlin',
      window: 'OFF',
      target: 'arn:queue',
      roleTrust: '{}',
      endsAt: '2026-12-01T00:00:00.000Z',
    },
  });
  expect(operations).toEqual(actionsOf(schedules));
});

test('a role that does not exist trusts nobody', async () => {
  iam.on(GetRoleCommand).rejects(named('NoSuchEntityException'));
  expect((await collectWith(schedules, spec)).items['nightly']).toMatchObject({
    value: { roleTrust: null },
  });
});

test.each([
  [
    'no schedule',
    () => scheduler.on(GetScheduleCommand).rejects(named('ResourceNotFoundException')),
    'absent',
  ],
  [
    'a denied schedule',
    () => scheduler.on(GetScheduleCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  ['a denied role', () => iam.on(GetRoleCommand).rejects(named('AccessDeniedException')), 'unseen'],
  [
    'a schedule without a role',
    () => scheduler.on(GetScheduleCommand).resolves({ Arn: 'a' }),
    'unseen',
  ],
  ['an empty answer', () => scheduler.on(GetScheduleCommand).resolves({}), 'unseen'],
])('%s', async (_, answer, state) => {
  answer();
  expect((await collectWith(schedules, spec)).items['nightly']?.state).toBe(state);
});
