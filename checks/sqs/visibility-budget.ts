import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { QueueSpec } from '../../core/spec/sections/messaging.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

type Kind = NonNullable<QueueSpec['handler']>['kind'];

/** How many times the handler's own limit the message must stay hidden. Lambda retries while it is throttled. */
const FACTORS: Readonly<Record<Kind, number>> = { worker: 1, lambda: 6 };

export default defineCheck({
  id: 'sqs/visibility-budget',
  title: 'A message of the SQS queue stays hidden for as long as its handler may need',
  risk: 'A second handler takes the message while the first still works on it.',
  remediation: 'Raise the visibility timeout, or shorten what a handler may need.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes VisibilityTimeout=<s>',
    cdk: 'new sqs.Queue(this, "<id>", { visibilityTimeout: Duration.seconds(<s>) })',
  },
  severity: 'medium',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  ],
  controls: [],
  proves: ['messaging/sqs'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: (spec) =>
    declaredQueues(spec).map((subject) =>
      subject.declared.handler === undefined
        ? { ...subject, notApplicable: 'The spec declares no handler of the queue.' }
        : subject,
    ),

  evaluate({ name, declared }, artifacts) {
    const { handler } = declared;
    if (handler === undefined) return unknown('The spec declares no handler of the queue.');
    const expected = {
      visibilityTimeoutSecondsAtLeast: handler.timeoutSeconds * FACTORS[handler.kind],
    };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const { visibilityTimeoutSeconds } = queue;
    if (visibilityTimeoutSeconds === null) {
      return unknown('SQS does not say how long a message stays hidden.');
    }
    const actual = { visibilityTimeoutSeconds };
    const resource = { resource: queue.arn };
    return visibilityTimeoutSeconds >= expected.visibilityTimeoutSecondsAtLeast
      ? pass(expected, actual, resource)
      : fail('A message comes back before its handler is done.', expected, actual, resource);
  },
});
