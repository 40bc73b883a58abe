import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './dlq-retention.ts';
import { DAY, declaredQueue, queueArn, queueArtifact } from './testing/fixtures.ts';

const subject = {
  name: 'tasks',
  path: ['queues', 'tasks'],
  declared: declaredQueue(),
  target: { name: 'tasks-dlq', declared: declaredQueue({ deadLetter: undefined }) },
};
const having = (deadLetters: Partial<Queue>, source: Partial<Queue> = {}) => ({
  queues: {
    tasks: queueArtifact(source),
    'tasks-dlq': queueArtifact({ retentionSeconds: 14 * DAY, ...deadLetters }, 'tasks-dlq'),
  },
});
const REFUSED = 'The dead-letter queue refuses the queue.';

testCheck(check, subject, {
  pass: [
    { name: 'ten days longer', artifacts: having({}), details: [] },
    {
      name: 'both for as long as SQS keeps anything, which is noted',
      artifacts: having({}, { retentionSeconds: 14 * DAY }),
      details: ['Both keep messages for as long as SQS does, so a late dead letter expires soon.'],
    },
    {
      name: 'it takes from this queue',
      artifacts: having({ redriveAllow: { permission: 'byQueue', sources: [queueArn('tasks')] } }),
    },
    {
      name: 'it takes from all',
      artifacts: having({ redriveAllow: { permission: 'allowAll', sources: [] } }),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { ...having({}).queues, tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'no dead-letter queue',
      artifacts: { queues: { ...having({}).queues, 'tasks-dlq': null } },
      message: 'The dead-letter queue does not exist.',
    },
    {
      name: 'as long, and it could be longer',
      artifacts: having({ retentionSeconds: 4 * DAY }),
      message: 'The dead-letter queue keeps messages no longer than the queue.',
    },
    {
      name: 'it takes from none',
      artifacts: having({ redriveAllow: { permission: 'denyAll', sources: [] } }),
      message: REFUSED,
    },
    {
      name: 'it takes from others',
      artifacts: having({ redriveAllow: { permission: 'byQueue', sources: [queueArn('other')] } }),
      message: REFUSED,
    },
  ],
  unknown: [
    {
      name: 'a retention is left out',
      artifacts: having({ retentionSeconds: null }),
      message: 'SQS does not say how long the queues keep messages.',
    },
  ],
  error: [
    {
      name: 'the dead-letter queue could not be seen',
      artifacts: {
        queues: { tasks: queueArtifact(), 'tasks-dlq': denied('sqs:GetQueueAttributes') },
      },
      message: 'AWS denied sqs:GetQueueAttributes.',
    },
  ],
});
