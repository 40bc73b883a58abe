import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { getRole } from '../iam/operations.ts';
import { describeRole } from '../iam/role-trust.ts';
import { malformed } from '../malformed.ts';
import { getSchedule } from './operations.ts';

/** One schedule of the default group. Null is what AWS left out. */
export const Schedule = z.strictObject({
  arn: z.string(),
  state: z.string().nullable(),
  expression: z.string().nullable(),
  /** Null is UTC. */
  timeZone: z.string().nullable(),
  /** `OFF`, or `FLEXIBLE` for one that may run later. */
  window: z.string().nullable(),
  target: z.string().nullable(),
  /** The trust policy of the role that it calls its target with; null when there is no such role. */
  roleTrust: z.string().nullable(),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

/** Every declared schedule, by name. */
export const schedules = defineCollector<Schedule>({
  id: 'aws/scheduler/schedules',
  title: 'Schedules of EventBridge Scheduler',
  operations: [getSchedule, getRole],
  item: Schedule,
  keys: (spec) => Object.keys(spec.schedules ?? {}),
  collect: (context) =>
    observeEach(Object.keys(context.spec.schedules ?? {}), (name) => scheduleOf(context, name)),
});

async function scheduleOf(context: CollectContext, Name: string): Promise<Observation<Schedule>> {
  const answer = await context.aws.read(getSchedule, { Name });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent(answer.calls);
  const { Arn: arn, Target, ...schedule } = answer.value;
  const roleArn = Target?.RoleArn;
  if (arn === undefined || roleArn === undefined) {
    return malformed(getSchedule, answer.calls, 'The schedule in it has no ARN or no role.');
  }
  const role = await describeRole(context, roleArn.slice(roleArn.lastIndexOf('/') + 1));
  if (role.state === 'unseen') return role;
  return present(
    {
      arn,
      state: schedule.State ?? null,
      expression: schedule.ScheduleExpression ?? null,
      timeZone: schedule.ScheduleExpressionTimezone ?? null,
      window: schedule.FlexibleTimeWindow?.Mode ?? null,
      target: Target?.Arn ?? null,
      roleTrust: role.state === 'absent' ? null : (role.value.AssumeRolePolicyDocument ?? null),
      startsAt: schedule.StartDate?.toISOString() ?? null,
      endsAt: schedule.EndDate?.toISOString() ?? null,
    },
    [...answer.calls, ...role.calls],
  );
}
