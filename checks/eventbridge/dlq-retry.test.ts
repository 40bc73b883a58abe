import type { RuleTargets } from '../../collectors/aws/eventbridge/rule-targets.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { queueArtifact } from '../sqs/testing/fixtures.ts';
import check from './dlq-retry.ts';
import { ruleArtifact, ruleSubject, targetArtifact } from './testing/fixtures.ts';

const having = (...targets: RuleTargets) => ({
  rules: { 'main/orders': ruleArtifact() },
  targets: { 'main/orders': targets },
  queues: { 'orders-dlq': queueArtifact({}, 'orders-dlq') },
});

const ARN = targetArtifact().arn ?? '';
/** One queue as two targets, of a message group each. */
const twoGroups = ruleSubject({
  targets: [
    { queue: 'orders', messageGroupId: 'a', deadLetterQueue: 'orders-dlq' },
    {
      ...{ queue: 'orders', messageGroupId: 'b', deadLetterQueue: 'orders-dlq' },
      retry: { attempts: 3, maxAgeSeconds: 3600 },
    },
  ],
});
const ofA = targetArtifact({ messageGroupId: 'a' });
const ofB = targetArtifact({ messageGroupId: 'b', maxRetries: 3, maxAgeSeconds: 3600 });
const OTHER = 'A target has another dead-letter queue than declared.';
const OTHERWISE = 'A target is tried again otherwise than declared.';

testCheck(check, ruleSubject(), {
  pass: [
    { name: 'the declared dead-letter queue', artifacts: having(targetArtifact()) },
    {
      name: 'the longest that there is, in so many words',
      artifacts: having(targetArtifact({ maxRetries: 185, maxAgeSeconds: 86400 })),
    },
    {
      name: 'five retries within an hour, as declared',
      subject: ruleSubject({
        targets: [
          {
            queue: 'orders',
            deadLetterQueue: 'orders-dlq',
            retry: { attempts: 5, maxAgeSeconds: 3600 },
          },
        ],
      }),
      artifacts: having(targetArtifact({ maxRetries: 5, maxAgeSeconds: 3600 })),
    },
    {
      name: 'one queue as two targets, each tried again as declared',
      subject: twoGroups,
      artifacts: having(ofB, ofA),
    },
  ],
  fail: [
    {
      name: 'the second of two targets of one queue has another dead-letter queue',
      subject: twoGroups,
      artifacts: having(ofA, { ...ofB, deadLetterArn: 'arn:aws:sqs:us-east-1:123456789012:x' }),
      message: OTHER,
    },
    {
      name: 'a target again, with another dead-letter queue',
      artifacts: having(
        targetArtifact(),
        targetArtifact({ deadLetterArn: 'arn:aws:sqs:us-east-1:123456789012:x' }),
      ),
      message: OTHER,
    },
    {
      name: 'two targets of one queue, each tried again as the other is to be',
      subject: twoGroups,
      artifacts: having({ ...ofA, messageGroupId: 'b' }, { ...ofB, messageGroupId: 'a' }),
      message: OTHERWISE,
      details: [
        `${ARN} is tried again 185 times at most, within 86400 s.`,
        `${ARN} is tried again 3 times at most, within 3600 s.`,
      ],
    },
    {
      name: 'no rule',
      artifacts: { ...having(), rules: { 'main/orders': null } },
      message: 'The rule does not exist.',
    },
    { name: 'no target', artifacts: having(), message: 'The rule has no target.' },
    {
      name: 'no dead-letter queue',
      artifacts: having(targetArtifact({ deadLetterArn: null })),
      message: 'A target has no dead-letter queue.',
    },
    {
      name: 'another dead-letter queue',
      artifacts: having(targetArtifact({ deadLetterArn: 'arn:aws:sqs:us-east-1:123456789012:x' })),
      message: OTHER,
    },
    {
      name: 'the declared target is missing',
      artifacts: having(targetArtifact({ arn: 'arn:other' })),
      message: 'A declared target is missing.',
    },
    {
      name: 'the dead-letter queue was deleted',
      artifacts: { ...having(targetArtifact()), queues: { 'orders-dlq': null } },
      message: 'The dead-letter queue does not exist.',
    },
    {
      name: 'no retry',
      artifacts: having(targetArtifact({ maxRetries: 0 })),
      message: OTHERWISE,
      details: [`${ARN} is tried again 0 times at most, within 86400 s.`],
    },
    {
      name: 'one retry',
      artifacts: having(targetArtifact({ maxRetries: 1 })),
      message: OTHERWISE,
      details: [`${ARN} is tried again 1 times at most, within 86400 s.`],
    },
    {
      name: 'given up after a minute',
      artifacts: having(targetArtifact({ maxAgeSeconds: 60 })),
      message: OTHERWISE,
      details: [`${ARN} is tried again 185 times at most, within 60 s.`],
    },
    {
      name: 'an undeclared target beside the declared one',
      artifacts: having(targetArtifact(), targetArtifact({ arn: 'arn:other', maxRetries: 1 })),
      message: OTHERWISE,
      details: ['arn:other is tried again 1 times at most, within 86400 s.'],
    },
  ],
  unknown: [
    {
      name: 'a dead-letter queue that the spec does not know',
      subject: ruleSubject({ targets: [{ queue: 'orders' }] }),
      artifacts: having(targetArtifact()),
      message: 'The spec does not declare every dead-letter queue, so nobody looked for it.',
    },
  ],
  error: [
    {
      name: 'the dead-letter queue could not be seen',
      artifacts: {
        ...having(targetArtifact()),
        queues: { 'orders-dlq': denied('sqs:GetQueueAttributes') },
      },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
