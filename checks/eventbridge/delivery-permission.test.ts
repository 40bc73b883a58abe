import type { RuleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { policyOf, queueArtifact } from '../sqs/testing/fixtures.ts';
import check from './delivery-permission.ts';
import {
  DLQ_ARN,
  PLACE,
  QUEUE_ARN,
  RULE_ARN,
  ruleArtifact,
  ruleSubject,
  targetArtifact,
} from './testing/fixtures.ts';

const admitting = (
  resource: string,
  condition: object = { ArnEquals: { 'aws:SourceArn': RULE_ARN } },
) =>
  policyOf({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: resource,
    Condition: condition,
  });
const LOG_GROUP = `arn:aws:logs:${PLACE}:log-group:/aws/events/orders`;
const logging = (Action: string | string[] = ['logs:CreateLogStream', 'logs:PutLogEvents']) =>
  policyOf({
    Effect: 'Allow',
    Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
    Action,
    Resource: `arn:aws:logs:${PLACE}:log-group:/aws/events/*:*`,
  });
interface Policies {
  readonly queue?: string | null;
  readonly deadLetters?: string | null;
  readonly logs?: string[];
}
const having = (targets: RuleTargets, { queue, deadLetters, logs }: Policies = {}) => ({
  rules: { 'main/orders': ruleArtifact() },
  targets: { 'main/orders': targets },
  queues: {
    orders: queueArtifact({ policy: queue === undefined ? admitting(QUEUE_ARN) : queue }),
    'orders-dlq': queueArtifact({
      policy: deadLetters === undefined ? admitting(DLQ_ARN) : deadLetters,
    }),
  },
  logPolicies: { all: logs ?? [logging()] },
});
const toQueue = [targetArtifact()];
const toLogs = [targetArtifact({ arn: LOG_GROUP, deadLetterArn: null })];
const REFUSES = 'A target refuses events of the rule.';
const UNCLEAR = 'Whether every target lets EventBridge in cannot be told from its policies.';

testCheck(check, ruleSubject(), {
  pass: [
    { name: 'queue and dead-letter queue let the rule in', artifacts: having(toQueue) },
    {
      name: 'the account of the rule',
      artifacts: having(toQueue, {
        queue: admitting(QUEUE_ARN, { StringEquals: { 'aws:SourceAccount': '123456789012' } }),
      }),
    },
    { name: 'a log group', artifacts: having(toLogs) },
    {
      name: 'a log group, by two policies',
      artifacts: having(toLogs, {
        logs: [logging('logs:CreateLogStream'), logging('logs:PutLogEvents')],
      }),
    },
  ],
  fail: [
    {
      name: 'no rule',
      artifacts: { ...having(toQueue), rules: { 'main/orders': null } },
      message: 'The rule does not exist.',
    },
    { name: 'no target', artifacts: having([]), message: 'The rule has no target.' },
    {
      name: 'a queue without a policy',
      artifacts: having(toQueue, { queue: null }),
      message: REFUSES,
      details: [`Refuses EventBridge: ${QUEUE_ARN}.`],
    },
    {
      name: 'a dead-letter queue without a policy',
      artifacts: having(toQueue, { deadLetters: null }),
      message: REFUSES,
      details: [`Refuses EventBridge: ${DLQ_ARN}.`],
    },
    {
      name: 'a policy for another rule',
      artifacts: having(toQueue, {
        queue: admitting(QUEUE_ARN, { ArnEquals: { 'aws:SourceArn': `${RULE_ARN}-old` } }),
      }),
      message: REFUSES,
    },
    {
      name: 'a queue that does not exist',
      artifacts: { ...having(toQueue), queues: { ...having(toQueue).queues, orders: null } },
      message: REFUSES,
    },
    { name: 'no policy of log groups', artifacts: having(toLogs, { logs: [] }), message: REFUSES },
    {
      name: 'streams may be made, and nothing written',
      artifacts: having(toLogs, { logs: [logging('logs:CreateLogStream')] }),
      message: REFUSES,
    },
  ],
  unknown: [
    {
      name: 'a target that needs a role',
      artifacts: having([
        targetArtifact({ arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:m' }),
      ]),
      message: UNCLEAR,
    },
    {
      name: 'a policy that cannot be read',
      artifacts: having(toQueue, { queue: '{' }),
      message: UNCLEAR,
    },
    {
      name: 'a target without an ARN',
      artifacts: having([targetArtifact({ arn: null })]),
      message: UNCLEAR,
    },
  ],
  error: [
    {
      name: 'the queue could not be seen',
      artifacts: {
        ...having(toQueue),
        queues: { ...having(toQueue).queues, orders: denied('sqs:GetQueueAttributes') },
      },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
