import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './visibility-budget.ts';
import { declaredQueue, queueArtifact } from './testing/fixtures.ts';

const handled = (kind: 'worker' | 'lambda', timeoutSeconds: number) => ({
  declared: declaredQueue({ handler: { kind, timeoutSeconds } }),
});
const subject = { name: 'tasks', path: ['queues', 'tasks'], ...handled('worker', 300) };
const having = (facts: Partial<Queue> = {}) => ({ queues: { tasks: queueArtifact(facts) } });
const EARLY = 'A message comes back before its handler is done.';

testCheck(check, subject, {
  pass: [
    { name: 'as long as a worker may need', artifacts: having() },
    {
      name: 'six times as long as a function may need',
      subject: handled('lambda', 50),
      artifacts: having(),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'a second less',
      artifacts: having({ visibilityTimeoutSeconds: 299 }),
      message: EARLY,
    },
    {
      name: 'five times as long as a function may need',
      subject: handled('lambda', 60),
      artifacts: having(),
      message: EARLY,
    },
  ],
  unknown: [
    {
      name: 'the timeout is left out',
      artifacts: having({ visibilityTimeoutSeconds: null }),
      message: 'SQS does not say how long a message stays hidden.',
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
