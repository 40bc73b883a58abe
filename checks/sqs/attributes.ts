import { queues, type Queue } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Facts, Json } from '../../core/json.ts';
import type { QueueSpec } from '../../core/spec/sections/messaging.ts';
import { ABSENT, declaredQueues, NO_QUEUES } from './subjects.ts';

const SECONDS_PER_DAY = 24 * 60 * 60;

export default defineCheck({
  id: 'sqs/attributes',
  title: 'The SQS queue has the declared times and deduplication',
  risk: 'Messages are handled twice, expire unhandled, or arrive late.',
  remediation:
    'Set the attributes that differ; SQS takes a minute, of retention fifteen, to follow.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <url> --attributes VisibilityTimeout=<s>,MessageRetentionPeriod=<s>',
    cdk: 'new sqs.Queue(this, "<id>", { visibilityTimeout: Duration.seconds(<s>), retentionPeriod: Duration.days(<d>) })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  ],
  controls: [],
  proves: ['messaging/sqs'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: declaredQueues,

  evaluate({ name, declared }, artifacts) {
    const expected = expectedOf(declared);
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const deployed = deployedOf(queue);
    // Of what the spec says nothing, nothing is compared.
    const actual = Object.fromEntries(
      Object.keys(expected).map((attribute) => [attribute, deployed[attribute] ?? null]),
    );
    const resource = { resource: queue.arn };
    const others = Object.keys(expected).filter(
      (attribute) => actual[attribute] !== null && actual[attribute] !== expected[attribute],
    );
    if (others.length > 0) {
      return fail('The queue has other attributes than declared.', expected, actual, {
        ...resource,
        details: others.map((attribute) => `${attribute} is not as declared.`),
      });
    }
    if (Object.values(actual).includes(null)) {
      return unknown('SQS does not give every attribute that is declared.');
    }
    return pass(expected, actual, resource);
  },
});

function expectedOf(declared: QueueSpec): Facts {
  const { delaySeconds, receiveWaitSeconds, contentBasedDeduplication } = declared;
  return {
    visibilityTimeoutSeconds: declared.visibilityTimeoutSeconds,
    retentionSeconds: Math.round(declared.retentionDays * SECONDS_PER_DAY),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(receiveWaitSeconds !== undefined && { receiveWaitSeconds }),
    ...(contentBasedDeduplication !== undefined && { contentBasedDeduplication }),
  };
}

function deployedOf(queue: Queue): Readonly<Record<string, Json>> {
  const { visibilityTimeoutSeconds, retentionSeconds, delaySeconds, receiveWaitSeconds } = queue;
  const { contentBasedDeduplication } = queue;
  return {
    visibilityTimeoutSeconds,
    retentionSeconds,
    delaySeconds,
    receiveWaitSeconds,
    contentBasedDeduplication,
  };
}
