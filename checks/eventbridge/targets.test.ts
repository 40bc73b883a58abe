import type { RuleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './targets.ts';
import { PLACE, QUEUE_ARN, ruleArtifact, ruleSubject, targetArtifact } from './testing/fixtures.ts';

const having = (...targets: RuleTargets) => ({
  rules: { 'main/orders': ruleArtifact() },
  targets: { 'main/orders': targets },
});
const FIFO = `arn:aws:sqs:${PLACE}:orders.fifo`;
const grouped = ruleSubject({ targets: [{ queue: 'orders.fifo', messageGroupId: 'orders' }] });
const OTHERS = 'The targets are not the declared ones.';
const GROUP = 'A target has another message group than it needs.';

testCheck(check, ruleSubject(), {
  pass: [
    { name: 'the declared queue', artifacts: having(targetArtifact()) },
    {
      name: 'a topic',
      subject: ruleSubject({ targets: [{ topic: 'orders' }] }),
      artifacts: having(targetArtifact({ arn: `arn:aws:sns:${PLACE}:orders` })),
    },
    {
      name: 'a log group, with the mark for its streams',
      subject: ruleSubject({ targets: [{ logGroup: '/events' }] }),
      artifacts: having(targetArtifact({ arn: `arn:aws:logs:${PLACE}:log-group:/events:*` })),
    },
    {
      name: 'a FIFO queue with its group',
      subject: grouped,
      artifacts: having(targetArtifact({ arn: FIFO, messageGroupId: 'orders' })),
    },
    {
      name: 'a FIFO queue with two declared groups',
      subject: ruleSubject({
        targets: [
          { queue: 'orders.fifo', messageGroupId: 'orders' },
          { queue: 'orders.fifo', messageGroupId: 'audit' },
        ],
      }),
      artifacts: having(
        targetArtifact({ arn: FIFO, messageGroupId: 'audit' }),
        targetArtifact({ arn: FIFO, messageGroupId: 'orders' }),
      ),
    },
  ],
  fail: [
    {
      name: 'no rule',
      artifacts: { ...having(), rules: { 'main/orders': null } },
      message: 'The rule does not exist.',
    },
    {
      name: 'a rule without a target drops events',
      artifacts: having(),
      message: 'The rule has no target and drops every event.',
    },
    {
      name: 'another queue',
      artifacts: having(targetArtifact({ arn: `${QUEUE_ARN}-old` })),
      message: OTHERS,
      details: [`Missing: ${QUEUE_ARN}.`, `Not declared: ${QUEUE_ARN}-old.`],
    },
    {
      name: 'one more',
      artifacts: having(targetArtifact(), targetArtifact({ arn: 'arn:aws:lambda:x' })),
      message: OTHERS,
    },
    {
      name: 'the declared queue in two targets, which gets each event twice',
      artifacts: having(targetArtifact(), targetArtifact()),
      message: OTHERS,
      details: [`Gets every event 2 times: ${QUEUE_ARN}.`],
    },
    {
      name: 'one of two targets of a queue that are declared',
      subject: ruleSubject({ targets: [{ queue: 'orders' }, { queue: 'orders' }] }),
      artifacts: having(targetArtifact()),
      message: OTHERS,
      details: [`Missing: ${QUEUE_ARN}.`],
    },
    {
      name: 'one group of a FIFO queue twice, where two are declared',
      subject: ruleSubject({
        targets: [
          { queue: 'orders.fifo', messageGroupId: 'orders' },
          { queue: 'orders.fifo', messageGroupId: 'audit' },
        ],
      }),
      artifacts: having(
        targetArtifact({ arn: FIFO, messageGroupId: 'orders' }),
        targetArtifact({ arn: FIFO, messageGroupId: 'orders' }),
      ),
      message: GROUP,
    },
    {
      name: 'a FIFO queue without a group',
      subject: grouped,
      artifacts: having(targetArtifact({ arn: FIFO })),
      message: GROUP,
    },
    {
      name: 'a FIFO queue with another group',
      subject: grouped,
      artifacts: having(targetArtifact({ arn: FIFO, messageGroupId: 'other' })),
      message: GROUP,
    },
  ],
  unknown: [
    {
      name: 'a target without an ARN',
      artifacts: having(targetArtifact({ arn: null })),
      message: 'EventBridge does not give the ARN of a target.',
    },
  ],
  error: [
    {
      name: 'the targets could not be seen',
      artifacts: { ...having(), targets: { 'main/orders': denied('events:ListTargetsByRule') } },
      message: 'AWS denied events:ListTargetsByRule.',
    },
  ],
});
