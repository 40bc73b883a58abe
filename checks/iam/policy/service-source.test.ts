import { expect, test } from '@jest/globals';
import { parseConditions, type Truth } from './condition.ts';
import { holdsForSource, sendsItsSource } from './service-source.ts';

const OWN = '123456789012';
const OTHER = '999988887777';
const HOME = { partition: 'aws', account: OWN, region: 'us-east-1' };
const EVENTS = 'events.amazonaws.com';
const SCHEDULER = 'scheduler.amazonaws.com';

test.each<[service: string, operator: string, value: string | readonly string[], Truth]>([
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:${OWN}:rule/*`, 'true'],
  [EVENTS, 'ArnEquals', `arn:aws:events:*:${OWN}:*`, 'true'],
  [EVENTS, 'StringLike', `arn:aws:events:*:${OWN}:rule/*`, 'true'],
  [EVENTS, 'StringLike', '*', 'true'],
  [EVENTS, 'ArnLike', [`arn:aws:events:*:${OTHER}:*`, `arn:aws:events:*:${OWN}:*`], 'true'],
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:${OWN}:rule/orders`, 'true'],
  [EVENTS, 'StringEquals', `arn:aws:events:us-east-1:${OWN}:rule/main/orders`, 'true'],
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:${OWN}:archive/orders`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:events:eu-west-1:${OWN}:rule/orders`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:${OTHER}:rule/orders`, 'false'],
  ['states.amazonaws.com', 'ArnEquals', `arn:aws:states:*:${OWN}:stateMachine:orders`, 'true'],
  ['vpc-flow-logs.amazonaws.com', 'ArnLike', `arn:aws:ec2:*:${OWN}:vpc-flow-log/fl-1`, 'true'],
  // ECS takes all clusters alone.
  ['ecs-tasks.amazonaws.com', 'ArnLike', `arn:aws:ecs:us-east-1:${OWN}:*`, 'true'],
  ['ecs-tasks.amazonaws.com', 'ArnLike', `arn:aws:ecs:us-east-1:${OWN}:cluster/main`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:events:eu-west-1:${OWN}:rule/*`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:ecs:us-east-1:${OWN}:*`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:\${aws:PrincipalAccount}:rule/*`, 'unknown'],
  [EVENTS, 'ArnLike', '*', 'unknown'],
  [EVENTS, 'ArnNotLike', `arn:aws:events:us-east-1:${OTHER}:*`, 'unknown'],
  [EVENTS, 'ArnLike', `arn:aws:events:us-east-1:${OTHER}:rule/*`, 'false'],
  [EVENTS, 'ArnLike', `arn:aws-cn:events:us-east-1:${OWN}:rule/*`, 'false'],
  [EVENTS, 'StringLike', `arn:aws:events:us-east-1:${OTHER}:rule/*`, 'unknown'],
  [EVENTS, 'StringEquals', `arn:aws:events:us-east-1:${OTHER}:rule/orders`, 'false'],
  [EVENTS, 'StringEquals', `arn:aws:events:us-east-1:${OWN}:rule/*`, 'false'],
  // The scheduler names the group, never the schedule.
  [SCHEDULER, 'ArnLike', `arn:aws:scheduler:*:${OWN}:schedule-group/*`, 'true'],
  [SCHEDULER, 'ArnLike', `arn:aws:scheduler:*:${OWN}:schedule-group/main`, 'true'],
  [SCHEDULER, 'ArnLike', `arn:aws:scheduler:*:${OWN}:schedule/*`, 'unknown'],
  ['backup.amazonaws.com', 'ArnLike', `arn:aws:backup:*:${OWN}:*`, 'unknown'],
  ['lambda.amazonaws.com', 'ArnLike', `arn:aws:lambda:*:${OWN}:*`, 'unknown'],
  ['lambda.amazonaws.com', 'ArnLike', `arn:aws:lambda:*:${OTHER}:*`, 'false'],
  ['lambda.amazonaws.com', 'ArnLikeIfExists', `arn:aws:lambda:*:${OTHER}:*`, 'unknown'],
])('%s with %s %j: %s', (service, operator, value, expected) => {
  expect(holdsForSource(conditionOf(operator, value), service, HOME)).toBe(expected);
});

test.each<[operator: string, resource: string, Truth]>([
  ['ArnLike', 'schedule-group/*', 'true'],
  ['ArnLike', 'schedule-group/def*', 'true'],
  ['StringEquals', 'schedule-group/default', 'true'],
  ['ArnLike', 'schedule-group/main', 'false'],
  ['ArnLike', 'schedule/default/nightly', 'unknown'],
])('a known group with %s %s: %s', (operator, resource, expected) => {
  const condition = conditionOf(operator, `arn:aws:scheduler:us-east-1:${OWN}:${resource}`);
  const source = `arn:aws:scheduler:us-east-1:${OWN}:schedule-group/default`;
  expect(holdsForSource(condition, SCHEDULER, { ...HOME, source })).toBe(expected);
});

function conditionOf(operator: string, value: string | readonly string[]) {
  const [condition] = parseConditions({ [operator]: { 'aws:SourceArn': value } }) ?? [];
  if (condition === undefined) throw new Error('The condition cannot be read.');
  return condition;
}

test('a service that is not known to send its source is none that does', () => {
  expect(sendsItsSource('ecs-tasks.amazonaws.com')).toBe(true);
  expect(sendsItsSource('toString')).toBe(false);
});
