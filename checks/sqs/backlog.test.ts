import { metricKey, queueQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import type { QueueSpec } from '../../core/spec/sections/messaging.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './backlog.ts';

const queries = queueQueries('tasks');
const AGE = metricKey(queries.oldestMessageAge);
const metrics = {
  [AGE]: seriesWith([0, 4, 2, 3]),
  [metricKey(queries.visibleMessages)]: seriesWith([5]),
};
const declared: QueueSpec = {
  fifo: false,
  visibilityTimeoutSeconds: 300,
  retentionDays: 14,
  maxAgeSeconds: 300,
};
const aged = (...values: readonly number[]) => ({
  metrics: { ...metrics, [AGE]: seriesWith(values) },
});

testCheck(
  check,
  { name: 'tasks', path: ['queues', 'tasks'], declared },
  {
    pass: [
      { name: 'messages are handled', artifacts: { metrics } },
      { name: 'they wait as long as they may, and no longer', artifacts: aged(300, 300, 300, 300) },
      { name: 'they wait less and less', artifacts: aged(290, 200, 100, 5) },
      {
        name: 'an empty queue that is asked for messages reports an age of zero',
        artifacts: aged(0, 0),
      },
    ],
    fail: [
      {
        name: 'they waited too long once',
        artifacts: aged(0, 301, 0, 0),
        message: 'Messages waited longer than they may.',
      },
      {
        name: 'they wait longer and longer, and soon too long',
        artifacts: aged(0, 60, 120, 180),
        message: 'Messages wait longer and longer.',
      },
    ],
    unknown: [
      {
        name: 'nothing was reported: that is not an age of zero',
        artifacts: aged(),
        message: 'CloudWatch has no age of messages of the last hour.',
      },
    ],
    error: [
      {
        name: 'the age could not be seen',
        artifacts: { metrics: { ...metrics, [AGE]: denied('cloudwatch:GetMetricData') } },
        message: 'AWS denied cloudwatch:GetMetricData.',
      },
    ],
  },
);
