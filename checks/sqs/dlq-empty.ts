import { metricKey, queueQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { queues } from '../../collectors/aws/sqs/queues.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, deadLetterQueues, NO_DEAD_LETTER_QUEUES } from './subjects.ts';

/**
 * The counts of SQS are approximate and a minute behind, so one zero proves little. The second witness is CloudWatch,
 * which has the count of each minute; of a queue that nobody used and that held nothing for six hours it has none.
 */
export default defineCheck({
  id: 'sqs/dlq-empty',
  title: 'No message waits in the dead-letter queue',
  risk: 'Messages were given up and nobody has looked: work is lost without a word.',
  remediation: 'Read why they failed, mend that, and redrive them to their queue.',
  fix: {
    cli: 'aws sqs start-message-move-task --source-arn <dlq-arn>',
    cdk: 'deadLetters.metricApproximateNumberOfMessagesVisible().createAlarm(this, "<id>", { threshold: 1, evaluationPeriods: 1 })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-monitoring-using-cloudwatch.html',
  ],
  controls: [],
  proves: ['messaging/dead-letters', 'messaging/flowing'],
  needs: { queues, metrics: metricSeries },
  none: NO_DEAD_LETTER_QUEUES,
  subjects: deadLetterQueues,

  evaluate({ name }, artifacts) {
    const expected = { messages: 0 };
    const queue = artifacts.queues.get(name);
    if (queue === null) return fail(ABSENT, expected, {});
    const resource = { resource: queue.arn };
    const { visible, inFlight, delayed } = queue.messages;
    const series = artifacts.metrics.get(metricKey(queueQueries(name).visibleMessages));
    const latest = series?.points.at(-1) ?? null;
    const actual = { visible, inFlight, delayed, latestOfCloudWatch: latest?.value ?? null };
    if ((visible ?? 0) + (inFlight ?? 0) + (delayed ?? 0) > 0) {
      return fail('Messages wait in the dead-letter queue.', expected, actual, resource);
    }
    if (visible === null || inFlight === null || delayed === null || series === null) {
      return unknown('SQS does not say how many messages the queue holds.');
    }
    if (latest !== null && latest.value > 0) {
      return unsettled(
        'CloudWatch still counts messages where SQS counts none.',
        expected,
        actual,
        resource,
      );
    }
    return pass(expected, actual, resource);
  },
});
