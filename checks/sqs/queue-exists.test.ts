import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './queue-exists.ts';
import { declaredQueue, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const having = (facts: Partial<Queue> = {}) => ({ queues: { tasks: queueArtifact(facts) } });

testCheck(check, subject, {
  pass: [
    { name: 'a standard queue', artifacts: having() },
    {
      name: 'a FIFO queue',
      subject: { declared: declaredQueue({ fifo: true }) },
      artifacts: having({ fifo: true }),
    },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'FIFO where standard is declared',
      artifacts: having({ fifo: true }),
      message: 'The queue is of the other kind than declared.',
    },
    {
      name: 'standard where FIFO is declared',
      subject: { declared: declaredQueue({ fifo: true }) },
      artifacts: having(),
      message: 'The queue is of the other kind than declared.',
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
