import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allQueues } from '../../collectors/aws/sqs/all-queues.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'sqs/undeclared-queues',
  title: 'No queue in the scope is undeclared',
  risk: 'What nobody planned keeps messages that no worker takes and no alarm watches, and outlives the migration unseen.',
  remediation: 'Declare the queue, or delete it.',
  fix: {
    cli: 'aws sqs delete-queue --queue-url <url>',
    cdk: 'new sqs.Queue(this, "<id>", { queueName: "<name>" })',
  },
  severity: 'medium',
  resourceType: 'AWS::SQS::Queue',
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html',
  ],
  controls: [],
  proves: ['messaging/sqs'],
  needs: { queues: allQueues, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'queues', Object.keys(spec.queues ?? {})),

  evaluate(subject, { queues, tagged }) {
    return judgeUndeclared({ one: 'A queue', many: 'queues' }, subject, queues.get(ALL), tagged);
  },
});
