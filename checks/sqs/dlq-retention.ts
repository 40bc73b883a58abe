import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, NO_QUEUES, sourceQueues } from './subjects.ts';

/** SQS keeps no message longer. */
const LONGEST_RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** A dead letter of a standard queue keeps the time at which it was first sent, and expires by that. */
export default defineCheck({
  id: 'sqs/dlq-retention',
  title:
    'The dead-letter queue keeps messages longer than the queue that they come from, and takes them',
  risk: 'Dead letters expire soon after they arrive, or are refused, before anybody reads them.',
  remediation: 'Let the dead-letter queue keep messages for fourteen days and allow the source.',
  fix: {
    cli: 'aws sqs set-queue-attributes --queue-url <dlq-url> --attributes MessageRetentionPeriod=1209600',
    cdk: 'new sqs.Queue(this, "<id>", { retentionPeriod: Duration.days(14) })',
  },
  severity: 'medium',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html#understanding-message-retention-periods',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  ],
  controls: [],
  proves: ['messaging/dead-letters'],
  needs: { queues },
  none: NO_QUEUES,
  subjects: (spec) =>
    sourceQueues(spec).map((subject) =>
      subject.target === null && subject.notApplicable === undefined
        ? { ...subject, notApplicable: 'The spec declares no dead-letter queue of the queue.' }
        : subject,
    ),

  evaluate({ name, target }, artifacts) {
    if (target === null) return unknown('The spec declares no dead-letter queue of the queue.');
    const expected = { deadLetterQueue: target.name, keepsLonger: true, takesFromIt: true };
    const source = artifacts.queues.get(name);
    if (source === null) return fail(ABSENT, expected, {});
    const deadLetters = artifacts.queues.get(target.name);
    if (deadLetters === null) return fail('The dead-letter queue does not exist.', expected, {});

    const resource = { resource: deadLetters.arn };
    const { redriveAllow } = deadLetters;
    const actual = {
      sourceRetentionSeconds: source.retentionSeconds,
      retentionSeconds: deadLetters.retentionSeconds,
      redriveAllow,
    };
    if (
      redriveAllow !== null &&
      redriveAllow.permission !== 'allowAll' &&
      !(redriveAllow.permission === 'byQueue' && redriveAllow.sources.includes(source.arn))
    ) {
      return fail('The dead-letter queue refuses the queue.', expected, actual, resource);
    }
    const { sourceRetentionSeconds, retentionSeconds } = actual;
    if (sourceRetentionSeconds === null || retentionSeconds === null) {
      return unknown('SQS does not say how long the queues keep messages.');
    }
    if (retentionSeconds > sourceRetentionSeconds) return pass(expected, actual, resource);
    // Beyond the longest there is nothing to ask for.
    if (retentionSeconds >= LONGEST_RETENTION_SECONDS) {
      return pass(expected, actual, {
        ...resource,
        details: [
          'Both keep messages for as long as SQS does, so a late dead letter expires soon.',
        ],
      });
    }
    return fail(
      'The dead-letter queue keeps messages no longer than the queue.',
      expected,
      actual,
      resource,
    );
  },
});
