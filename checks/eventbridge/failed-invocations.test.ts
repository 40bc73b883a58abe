import { metricKey, ruleQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './failed-invocations.ts';
import { ruleSubject } from './testing/fixtures.ts';

const queries = ruleQueries('events', 'agents');
const metrics = {
  [metricKey(queries.triggered)]: seriesWith([10, 12]),
  [metricKey(queries.failed)]: seriesWith([]),
  [metricKey(queries.deadLettered)]: seriesWith([]),
  [metricKey(queries.lost)]: seriesWith([]),
};
const but = (query: keyof typeof queries, values: readonly number[]) => ({
  metrics: { ...metrics, [metricKey(queries[query])]: seriesWith(values) },
});

testCheck(
  check,
  { ...ruleSubject(), name: 'events/agents', bus: 'events', rule: 'agents' },
  {
    pass: [{ name: 'events are matched, and no failure is reported', artifacts: { metrics } }],
    fail: [
      {
        name: 'an event was not delivered',
        artifacts: but('failed', [0, 1]),
        message: 'Events were not delivered.',
      },
      {
        name: 'an event went to the dead-letter queue',
        artifacts: but('deadLettered', [1]),
        message: 'Events went to the dead-letter queue.',
      },
      {
        name: 'an event was lost',
        artifacts: but('lost', [1]),
        message: 'Events were lost: not even the dead-letter queue took them.',
      },
    ],
    unknown: [
      {
        name: 'no event was matched: no failure proves nothing',
        artifacts: but('triggered', []),
        message: 'The rule matched no event in the last hour, so nothing shows that it delivers.',
      },
    ],
    error: [
      {
        name: 'the failures could not be seen',
        artifacts: {
          metrics: { ...metrics, [metricKey(queries.failed)]: denied('cloudwatch:GetMetricData') },
        },
        message: 'AWS denied cloudwatch:GetMetricData.',
      },
    ],
  },
);
