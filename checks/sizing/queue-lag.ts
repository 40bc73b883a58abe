import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedQueues, NO_LOADED_QUEUES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/queue-lag',
  title: 'Messages are handled as fast as they come',
  risk: 'Messages wait longer and longer, and work is done late, or given up and found among the dead letters.',
  remediation:
    'Run more tasks of the service that takes the messages, make each of them handle more at a time, or scale by what waits in the queue.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <tasks>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> }).scaleOnMetric("<id>", { metric: queue.metricApproximateNumberOfMessagesVisible(), scalingSteps: <steps> })',
  },
  severity: 'high',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-using-sqs-queue.html',
  ],
  controls: [],
  proves: ['sizing/load'],
  needs: { test: keptLoadTest },
  none: NO_LOADED_QUEUES,
  subjects: loadedQueues,

  evaluate({ name, declared, maxAgeSeconds, spec }, { test }) {
    const { messagesPerSecond, burstMessages = 0 } = declared;
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `sqs ${name}`, rule: 'M1' },
      { messagesPerSecond, burstMessages, maxAgeSeconds },
    );
  },
});
