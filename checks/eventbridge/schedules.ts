import { schedules } from '../../collectors/aws/scheduler/schedules.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isMalformed, parseDocument } from '../iam/policy/document.ts';
import { isDenied, trustOf } from '../iam/policy/trust.ts';
import { queueArn } from './subjects.ts';

interface ScheduleSubject extends Subject {
  readonly declared: NonNullable<Spec['schedules']>[string];
}

const SCHEDULER = 'scheduler.amazonaws.com';

export default defineCheck({
  id: 'eventbridge/schedules',
  title: 'The schedule runs as declared: when, in which time zone, and what',
  risk: 'Jobs of the old system run at another hour, twice, or not at all.',
  remediation:
    'Set state, expression, time zone and target of the schedule as declared, with a role that trusts EventBridge Scheduler.',
  fix: {
    cli: 'aws scheduler update-schedule --name <schedule> --schedule-expression "<expression>" --schedule-expression-timezone <zone> --flexible-time-window Mode=OFF --target file://<target>.json',
    cdk: 'new scheduler.Schedule(this, "<id>", { schedule: scheduler.ScheduleExpression.cron({ hour: "3", minute: "0", timeZone }), target })',
  },
  severity: 'high',
  resourceType: 'AWS::Scheduler::Schedule',
  references: [
    'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html',
  ],
  controls: [],
  proves: [],
  needs: { schedules },
  none: 'The spec declares no schedule.',
  subjects: (spec): readonly ScheduleSubject[] =>
    Object.entries(spec.schedules ?? {}).map(([name, declared]) => ({
      name,
      path: ['schedules', name],
      declared,
    })),

  evaluate({ name, declared }, artifacts, context) {
    const target = declared.target.startsWith('arn:')
      ? declared.target
      : queueArn(declared.target, context);
    const { state, expression, timeZone } = declared;
    const expected = { state, expression, timeZone, target, window: 'OFF' };
    const schedule = artifacts.schedules.get(name);
    if (schedule === null) return fail('The schedule does not exist.', expected, {});
    const { arn, roleTrust, startsAt, endsAt, ...told } = schedule;
    // AWS leaves the time zone out where it is UTC.
    const actual = { ...told, timeZone: told.timeZone ?? 'UTC', startsAt, endsAt };
    const resource = { resource: arn };
    const isSameZone = zoneOf(actual.timeZone) === zoneOf(timeZone);
    const details = [
      ...(actual.state === state ? [] : ['The state is another.']),
      ...(actual.expression === expression ? [] : ['The expression is another.']),
      ...(isSameZone ? [] : ['The time zone is another.']),
      ...(actual.target === target ? [] : ['The target is another.']),
      ...(actual.window === 'FLEXIBLE' ? ['It may run later than declared.'] : []),
      ...(startsAt !== null && Date.parse(startsAt) > context.takenAt ? ['It has not begun.'] : []),
      ...(endsAt !== null && Date.parse(endsAt) <= context.takenAt ? ['It has ended.'] : []),
    ];
    if (details.length > 0) {
      return fail('The schedule is not as declared.', expected, actual, { ...resource, details });
    }
    if (roleTrust === null) {
      return fail('The role of the schedule does not exist.', expected, actual, resource);
    }
    const document = parseDocument(roleTrust, 'trust');
    if (isMalformed(document)) return unknown('The trust policy of the role cannot be read.');
    const held = trustOf(document, { ...context, source: groupArn(arn) })
      .trusted.filter(
        ({ principal }) => principal.kind === 'service' && principal.name === SCHEDULER,
      )
      .map(({ holds }) => holds);
    const isRefused = isDenied(document, SCHEDULER, context.account);
    if (isRefused || held.every((holds) => holds === 'false')) {
      return fail('The role of the schedule does not trust it.', expected, actual, resource);
    }
    return held.includes('true')
      ? pass(expected, actual, resource)
      : unknown('The trust policy of the role has a condition that cannot be told.');
  },
});

/**
 * What the scheduler names as the source when it assumes the role.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function groupArn(schedule: string): string {
  return schedule.replace(/:schedule\/([^/]+)\/.+$/, ':schedule-group/$1');
}

/** The names of the zone that needs no table. */
function zoneOf(name: string): string {
  return ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT'].includes(name) ? 'UTC' : name;
}
