import type { RuleSpec } from '../../core/spec/sections/messaging.ts';
import type { SandboxContext } from './context.ts';
import { logGroupArn, queueArn, roleArn, topicArn } from './lookup.ts';
import { admitEvents, policyText } from './queues.ts';
import { createServiceRole, serviceRole } from './roles.ts';
import { tagsOf } from './tags.ts';

const SCHEDULER_ROLE = serviceRole('scheduler');

type Target = RuleSpec['targets'][number];

/** Buses with their rules, the targets of each, and leave for EventBridge to reach them. */
export async function deployBuses(context: SandboxContext): Promise<void> {
  const { spec, region, account } = context;
  for (const [bus, { rules, archiveDays }] of Object.entries(spec.buses ?? {})) {
    await context.make('event bus', bus, async () => {
      // The default bus is there already.
      if (bus !== 'default') {
        await events(context, 'CreateEventBus', { Name: bus, Tags: tagsOf(context.spec) });
      }
      if (archiveDays !== undefined) {
        await events(context, 'CreateArchive', {
          ArchiveName: `${bus}-archive`,
          EventSourceArn: `arn:aws:events:${region}:${account}:event-bus/${bus}`,
          RetentionDays: archiveDays,
        });
      }
    });
    for (const [name, rule] of Object.entries(rules)) {
      await context.make('rule', `${bus}/${name}`, () => createRule(context, bus, name, rule));
    }
  }
  const buses = Object.values(spec.buses ?? {});
  const toLogs = buses.some(({ rules }) =>
    Object.values(rules).some(({ targets }) => targets.some(({ logGroup }) => logGroup)),
  );
  if (toLogs) await context.make('log policy', LOG_POLICY, () => admitToLogs(context));
}

const LOG_POLICY = 'events-to-logs';

/** Lets EventBridge write to every log group for events. */
export async function admitToLogs(context: SandboxContext): Promise<void> {
  await logs(context, 'PutResourcePolicy', {
    policyName: LOG_POLICY,
    policyDocument: policyText([
      {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${logGroupArn(context, '/aws/events/*')}:*`,
      },
    ]),
  });
}

export async function shutOutOfLogs(context: SandboxContext): Promise<void> {
  await logs(context, 'DeleteResourcePolicy', { policyName: LOG_POLICY });
}

/** Puts a rule and its targets; a rule of that name is changed. */
export async function createRule(
  context: SandboxContext,
  bus: string,
  name: string,
  rule: RuleSpec,
): Promise<void> {
  await events(context, 'PutRule', {
    Name: name,
    EventBusName: bus,
    State: rule.state,
    ...(rule.pattern && { EventPattern: JSON.stringify(rule.pattern) }),
    ...(rule.scheduleExpression && { ScheduleExpression: rule.scheduleExpression }),
  });
  await putTargets(context, bus, name, rule.targets);
  for (const { queue, deadLetterQueue } of rule.targets) {
    for (const reached of [queue, deadLetterQueue]) {
      if (reached !== undefined) await admitEvents(context, reached);
    }
  }
}

/** Puts the targets of a rule, in the place of those there before. */
export async function putTargets(
  context: SandboxContext,
  bus: string,
  rule: string,
  targets: readonly Target[],
): Promise<void> {
  if (targets.length === 0) return;
  await events(context, 'PutTargets', {
    Rule: rule,
    EventBusName: bus,
    Targets: targets.map((target, index) => ({
      Id: idOf(index),
      Arn: targetArn(context, target),
      ...(target.role && { RoleArn: roleArn(context, target.role) }),
      ...(target.messageGroupId && { SqsParameters: { MessageGroupId: target.messageGroupId } }),
      ...(target.deadLetterQueue && {
        DeadLetterConfig: { Arn: queueArn(context, target.deadLetterQueue) },
      }),
      ...(target.retry && {
        RetryPolicy: {
          MaximumRetryAttempts: target.retry.attempts,
          MaximumEventAgeInSeconds: target.retry.maxAgeSeconds,
        },
      }),
    })),
  });
}

export async function removeTargets(
  context: SandboxContext,
  bus: string,
  rule: string,
  targets: readonly Target[],
): Promise<void> {
  await events(context, 'RemoveTargets', {
    Rule: rule,
    EventBusName: bus,
    Ids: targets.map((_target, index) => idOf(index)),
  });
}

export async function deleteRule(
  context: SandboxContext,
  bus: string,
  rule: string,
): Promise<void> {
  await events(context, 'DeleteRule', { Name: rule, EventBusName: bus, Force: true });
}

function idOf(index: number): string {
  return `target-${index + 1}`;
}

function targetArn(context: SandboxContext, { queue, topic, logGroup }: Target): string {
  if (queue !== undefined) return queueArn(context, queue);
  if (topic !== undefined) return topicArn(context, topic);
  if (logGroup !== undefined) return logGroupArn(context, logGroup);
  throw new Error('The target names no queue, no topic and no log group.');
}

/** Any operation of EventBridge. */
export function events({ wire }: SandboxContext, operation: string, parameters: object) {
  return wire.json('events', 'AWSEvents', operation, { ...parameters });
}

function logs({ wire }: SandboxContext, operation: string, parameters: object) {
  return wire.json('logs', 'Logs_20140328', operation, { ...parameters });
}

/** Schedules of EventBridge Scheduler; a target is a declared queue, or an ARN. */
export async function deploySchedules(context: SandboxContext): Promise<void> {
  const schedules = Object.entries(context.spec.schedules ?? {});
  if (schedules.length === 0) return;
  await context.make('role', SCHEDULER_ROLE, () =>
    createServiceRole(context, SCHEDULER_ROLE, 'scheduler.amazonaws.com', [
      {
        actions: ['sqs:SendMessage'],
        resources: [...new Set(schedules.map(([, { target }]) => scheduleTarget(context, target)))],
      },
    ]),
  );
  for (const [name, declared] of schedules) {
    await context.make('schedule', name, () => putSchedule(context, name, declared, 'POST'));
  }
}

type ScheduleSpec = NonNullable<SandboxContext['spec']['schedules']>[string];

/** Creates a schedule (`POST`), or puts another in its place (`PUT`). */
export async function putSchedule(
  context: SandboxContext,
  name: string,
  { state, expression, timeZone, target }: ScheduleSpec,
  method: 'POST' | 'PUT',
): Promise<void> {
  await context.wire.rest('scheduler', method, `/schedules/${encodeURIComponent(name)}`, {
    State: state,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZone,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: scheduleTarget(context, target),
      RoleArn: roleArn(context, SCHEDULER_ROLE),
    },
  });
}

function scheduleTarget(context: SandboxContext, target: string): string {
  return target.startsWith('arn:') ? target : queueArn(context, target);
}
