import { metricKey, queueQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import type { Queue } from '../../collectors/aws/sqs/queues.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './dlq-empty.ts';
import { declaredQueue, queueArtifact } from './testing/fixtures.ts';

const subject = { name: 'tasks', path: ['queues', 'tasks'], declared: declaredQueue() };
const COUNT = metricKey(queueQueries('tasks').visibleMessages);
const having = (messages: Partial<Queue['messages']>, ...counts: readonly number[]) => ({
  queues: {
    tasks: queueArtifact({ messages: { visible: 0, inFlight: 0, delayed: 0, ...messages } }),
  },
  metrics: { [COUNT]: seriesWith(counts) },
});
const WAIT = 'Messages wait in the dead-letter queue.';

testCheck(check, subject, {
  pass: [
    { name: 'both count none', artifacts: having({}, 0, 0) },
    { name: 'it was emptied within the hour', artifacts: having({}, 7, 0) },
    { name: 'nobody used it for hours, so CloudWatch has nothing', artifacts: having({}) },
  ],
  fail: [
    {
      name: 'no queue',
      artifacts: { ...having({}, 0), queues: { tasks: null } },
      message: 'The queue does not exist.',
    },
    { name: 'a message', artifacts: having({ visible: 1 }, 0), message: WAIT },
    { name: 'somebody reads one', artifacts: having({ inFlight: 1 }, 0), message: WAIT },
    { name: 'one is delayed', artifacts: having({ delayed: 1 }, 0), message: WAIT },
    {
      name: 'a message, and a count that is left out',
      artifacts: having({ visible: 1, inFlight: null }, 0),
      message: WAIT,
    },
  ],
  unsettled: [
    {
      name: 'one zero of SQS against CloudWatch: counts are eventually consistent',
      artifacts: having({}, 0, 3),
      message: 'CloudWatch still counts messages where SQS counts none.',
    },
  ],
  unknown: [
    {
      name: 'a count is left out',
      artifacts: having({ visible: null }, 0),
      message: 'SQS does not say how many messages the queue holds.',
    },
  ],
  error: [
    {
      name: 'CloudWatch could not be seen',
      artifacts: { ...having({}), metrics: { [COUNT]: denied('cloudwatch:GetMetricData') } },
      message: 'AWS denied cloudwatch:GetMetricData.',
    },
  ],
});
