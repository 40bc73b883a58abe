import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, NO_QUEUES, queueNameOf, sourceQueues } from './subjects.ts';

/** Fewer lose messages to a passing trouble, more keep a poisoned one in the way. */
const FEWEST_RECEIVES = 3;
const MOST_RECEIVES = 10;

export default defineCheck({
  id: 'sqs/dlq-configured',
  title: 'Messages of the SQS queue that cannot be handled go to a dead-letter queue',
  risk: 'A message that cannot be handled comes back until it expires, and is lost.',
  remediation:
    'Set a redrive policy with a dead-letter queue of the same kind, region and account.',
  fix: {
    cli: `aws sqs set-queue-attributes --queue-url <url> --attributes '{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"<dlq-arn>\\",\\"maxReceiveCount\\":3}"}'`,
    cdk: 'new sqs.Queue(this, "<id>", { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  ],
  controls: [],
  proves: ['messaging/dead-letters'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: sourceQueues,

  evaluate({ name, declared, target }, artifacts) {
    const { deadLetter } = declared;
    const expected = {
      ...(deadLetter === undefined
        ? { deadLetterQueue: 'any', fewestReceives: FEWEST_RECEIVES, mostReceives: MOST_RECEIVES }
        : { deadLetterQueue: deadLetter.queue, maxReceives: deadLetter.maxReceives }),
    };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const resource = { resource: queue.arn };
    const { redrive } = queue;
    if (redrive === null) {
      return fail('The queue has no dead-letter queue.', expected, { redrive }, resource);
    }
    const actual = { deadLetterQueue: redrive.targetArn, maxReceives: redrive.maxReceives };
    const targetName = queueNameOf(redrive.targetArn);
    if (placeOf(redrive.targetArn) !== placeOf(queue.arn)) {
      return fail(
        'The dead-letter queue is in another account or region.',
        expected,
        actual,
        resource,
      );
    }
    if (deadLetter !== undefined && targetName !== deadLetter.queue) {
      return fail(
        'The dead letters go to another queue than declared.',
        expected,
        actual,
        resource,
      );
    }
    if (targetName.endsWith('.fifo') !== queue.fifo) {
      return fail('The dead-letter queue is of another kind.', expected, actual, resource);
    }
    const isAsWanted =
      deadLetter === undefined
        ? redrive.maxReceives >= FEWEST_RECEIVES && redrive.maxReceives <= MOST_RECEIVES
        : redrive.maxReceives === deadLetter.maxReceives;
    if (!isAsWanted) {
      return fail(
        'A message is given up after another number of receives.',
        expected,
        actual,
        resource,
      );
    }
    // Whether a queue that the spec does not name exists, nobody asked.
    if (target === null) {
      return unknown('The spec does not declare the dead-letter queue, so nobody looked for it.');
    }
    if (artifacts.queues.get(target.name) === null) {
      return fail('The dead-letter queue does not exist.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

/** Partition, service, region and account of an ARN. */
function placeOf(arn: string): string {
  return arn.slice(0, arn.lastIndexOf(':'));
}
