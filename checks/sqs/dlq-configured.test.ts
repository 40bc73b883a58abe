import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './dlq-configured.ts';
import { declaredQueue, queueArn, queueArtifact } from './testing/fixtures.ts';

const deadLetters = queueArtifact({ redrive: null }, 'tasks-dlq');
const subject = {
  name: 'tasks',
  path: ['queues', 'tasks'],
  declared: declaredQueue(),
  target: { name: 'tasks-dlq', declared: declaredQueue({ deadLetter: undefined }) },
};
const having = (facts: Partial<Queue> = {}) => ({
  queues: { tasks: queueArtifact(facts), 'tasks-dlq': deadLetters },
});
const to = (targetArn: string, maxReceives = 3) => having({ redrive: { targetArn, maxReceives } });
const undeclared = { declared: declaredQueue({ deadLetter: undefined }), target: null };

testCheck(check, subject, {
  pass: [{ name: 'the declared dead-letter queue', artifacts: having() }],
  fail: [
    {
      name: 'no queue',
      artifacts: { queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    {
      name: 'no dead-letter queue',
      artifacts: having({ redrive: null }),
      message: 'The queue has no dead-letter queue.',
    },
    {
      name: 'none is declared, and none is there',
      subject: undeclared,
      artifacts: having({ redrive: null }),
      message: 'The queue has no dead-letter queue.',
    },
    {
      name: 'another queue',
      artifacts: to(queueArn('other')),
      message: 'The dead letters go to another queue than declared.',
    },
    {
      name: 'the queue of another account',
      artifacts: to('arn:aws:sqs:us-east-1:999988887777:tasks-dlq'),
      message: 'The dead-letter queue is in another account or region.',
    },
    {
      name: 'a standard queue for a FIFO queue',
      artifacts: having({ fifo: true }),
      message: 'The dead-letter queue is of another kind.',
    },
    {
      name: 'given up after the first receive',
      artifacts: to(queueArn('tasks-dlq'), 1),
      message: 'A message is given up after another number of receives.',
    },
    {
      name: 'given up too late where nothing is declared',
      subject: undeclared,
      artifacts: to(queueArn('tasks-dlq'), 11),
      message: 'A message is given up after another number of receives.',
    },
    {
      name: 'the dead-letter queue was deleted',
      artifacts: { queues: { tasks: queueArtifact(), 'tasks-dlq': null } },
      message: 'The dead-letter queue does not exist.',
    },
  ],
  unknown: [
    {
      name: 'a queue that the spec does not know',
      subject: undeclared,
      artifacts: to(queueArn('somebody-elses')),
      message: 'The spec does not declare the dead-letter queue, so nobody looked for it.',
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
