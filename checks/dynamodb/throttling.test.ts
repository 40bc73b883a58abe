import { metricKey, tableQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './throttling.ts';

const queries = tableQueries('discovery');
const metrics = {
  [metricKey(queries.consumedReads)]: seriesWith([120, 80]),
  [metricKey(queries.consumedWrites)]: seriesWith([]),
  [metricKey(queries.readThrottles)]: seriesWith([]),
  [metricKey(queries.writeThrottles)]: seriesWith([]),
};
const but = (query: keyof typeof queries, values: readonly number[]) => ({
  metrics: { ...metrics, [metricKey(queries[query])]: seriesWith(values) },
});

testCheck(
  check,
  { name: 'discovery', path: ['tables', 'discovery'] },
  {
    pass: [
      { name: 'it is read, and no throttle is reported', artifacts: { metrics } },
      { name: 'it is written', artifacts: but('consumedWrites', [1]) },
    ],
    fail: [
      {
        name: 'a read was refused',
        artifacts: but('readThrottles', [0, 1]),
        message: 'The table refused requests for want of capacity.',
      },
      {
        name: 'a write was refused, and nothing else came through',
        artifacts: {
          metrics: {
            ...metrics,
            [metricKey(queries.consumedReads)]: seriesWith([]),
            [metricKey(queries.writeThrottles)]: seriesWith([3]),
          },
        },
        message: 'The table refused requests for want of capacity.',
      },
    ],
    unknown: [
      {
        name: 'nobody used it: no throttle proves nothing',
        artifacts: but('consumedReads', []),
        message: 'Nothing read or wrote the table in the last hour.',
      },
    ],
    error: [
      {
        name: 'the throttles could not be seen',
        artifacts: {
          metrics: {
            ...metrics,
            [metricKey(queries.writeThrottles)]: denied('cloudwatch:GetMetricData'),
          },
        },
        message: 'AWS denied cloudwatch:GetMetricData.',
      },
    ],
  },
);
