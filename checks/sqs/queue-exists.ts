import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

export default defineCheck({
  id: 'sqs/queue-exists',
  title: 'The declared SQS queue exists, FIFO or standard as declared',
  risk: 'Messages have nowhere to go, or arrive twice and out of order.',
  remediation: 'Create the queue; FIFO cannot be switched on later.',
  fix: {
    cli: 'aws sqs create-queue --queue-name <queue> --attributes FifoQueue=true',
    cdk: 'new sqs.Queue(this, "<id>", { queueName: "<queue>", fifo: true })',
  },
  severity: 'critical',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-types.html',
  ],
  controls: [],
  proves: ['messaging/sqs'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: declaredQueues,

  evaluate({ name, declared }, artifacts) {
    const expected = { fifo: declared.fifo };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const actual = { fifo: queue.fifo };
    const resource = { resource: queue.arn };
    return queue.fifo === declared.fifo
      ? pass(expected, actual, resource)
      : fail('The queue is of the other kind than declared.', expected, actual, resource);
  },
});
