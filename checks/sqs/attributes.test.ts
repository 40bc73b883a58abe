import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './attributes.ts';
import { DAY, declaredQueue, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const having = (facts: Partial<Queue> = {}) => ({ queues: { tasks: queueArtifact(facts) } });
const OTHER = 'The queue has other attributes than declared.';

testCheck(check, subject, {
  pass: [
    { name: 'what is declared', artifacts: having() },
    { name: 'what is not declared may be anything', artifacts: having({ delaySeconds: 900 }) },
    {
      name: 'all of it',
      subject: {
        declared: declaredQueue({
          delaySeconds: 5,
          receiveWaitSeconds: 20,
          contentBasedDeduplication: true,
          retentionDays: 0.5,
        }),
      },
      artifacts: having({
        delaySeconds: 5,
        receiveWaitSeconds: 20,
        contentBasedDeduplication: true,
        retentionSeconds: DAY / 2,
      }),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'a shorter visibility timeout',
      artifacts: having({ visibilityTimeoutSeconds: 30 }),
      message: OTHER,
      details: ['visibilityTimeoutSeconds is not as declared.'],
    },
    {
      name: 'a longer retention',
      artifacts: having({ retentionSeconds: 14 * DAY }),
      message: OTHER,
    },
    {
      name: 'another attribute, and one that is left out',
      artifacts: having({ visibilityTimeoutSeconds: 30, retentionSeconds: null }),
      message: OTHER,
    },
    {
      name: 'no deduplication',
      subject: { declared: declaredQueue({ contentBasedDeduplication: true }) },
      artifacts: having({ contentBasedDeduplication: false }),
      message: OTHER,
    },
  ],
  unknown: [
    {
      name: 'a declared attribute is left out',
      artifacts: having({ retentionSeconds: null }),
      message: 'SQS does not give every attribute that is declared.',
    },
  ],
  error: [
    {
      name: 'the queue could not be seen',
      artifacts: { queues: { tasks: denied('sqs:GetQueueAttributes') } },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
