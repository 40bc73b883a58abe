import { metricKey, queueQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { maximumOf, riseOf } from '../../collectors/aws/cloudwatch/series.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

export default defineCheck({
  id: 'sqs/backlog',
  title: 'Messages of the SQS queue were handled within the declared age in the last hour',
  risk: 'Work is taken in faster than it is done, until messages expire unhandled.',
  remediation: 'Scale out the consumers, or mend what keeps them from handling messages.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/<cluster>/<service> --scalable-dimension ecs:service:DesiredCount --max-capacity <max>',
    cdk: 'service.autoScaleTaskCount({ maxCapacity: <max> }).scaleOnMetric("<id>", { metric: queue.metricApproximateNumberOfMessagesVisible(), scalingSteps: [<steps>] })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  ],
  controls: [],
  proves: ['messaging/flowing'],
  needs: { metrics: metricSeries },
  none: 'The spec declares no SQS queue.',
  subjects: (spec) =>
    Object.entries(spec.queues ?? {}).map(([name, declared]) => ({
      name,
      path: ['queues', name],
      declared,
      ...(declared.maxAgeSeconds === undefined && {
        notApplicable: 'The spec declares no greatest age of a message of the queue.',
      }),
    })),

  evaluate({ name, declared }, { metrics }) {
    const { maxAgeSeconds } = declared;
    if (maxAgeSeconds === undefined) return unknown('The spec declares no greatest age.');
    const queries = queueQueries(name);
    const age = metrics.get(metricKey(queries.oldestMessageAge));
    const visible = metrics.get(metricKey(queries.visibleMessages));
    if (age === null || visible === null) return unknown('CloudWatch has no such metric.');

    const oldestSeconds = maximumOf(age);
    const riseSeconds = riseOf(age);
    const expected = { maxAgeSeconds };
    const actual = { oldestSeconds, riseSeconds, mostVisibleMessages: maximumOf(visible) };
    if (oldestSeconds !== null && oldestSeconds > maxAgeSeconds) {
      return fail('Messages waited longer than they may.', expected, actual);
    }
    const latest = age.points.at(-1)?.value ?? null;
    // Still within the limit, and at this rate no longer after another hour.
    if (latest !== null && riseSeconds !== null && latest + riseSeconds > maxAgeSeconds) {
      return fail('Messages wait longer and longer.', expected, actual);
    }
    // SQS reports nothing of a queue that nobody has used for six hours.
    if (oldestSeconds === null) {
      return unknown('CloudWatch has no age of messages of the last hour.');
    }
    return pass(expected, actual);
  },
});
