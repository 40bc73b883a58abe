import {
  indexQueries,
  metricKey,
  tableQueries,
} from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './throttling.ts';

const queries = tableQueries('discovery');
const ofIndex = indexQueries('discovery', 'by-zone');
const metrics = {
  [metricKey(queries.consumedReads)]: seriesWith([120, 80]),
  [metricKey(queries.consumedWrites)]: seriesWith([]),
  [metricKey(queries.readThrottles)]: seriesWith([]),
  [metricKey(queries.writeThrottles)]: seriesWith([]),
  [metricKey(ofIndex.readThrottles)]: seriesWith([]),
  [metricKey(ofIndex.writeThrottles)]: seriesWith([]),
};
const but = (query: keyof typeof queries, values: readonly number[]) => ({
  metrics: { ...metrics, [metricKey(queries[query])]: seriesWith(values) },
});

testCheck(
  check,
  { name: 'discovery', path: ['tables', 'discovery'], indexes: ['by-zone'] },
  {
    pass: [
      { name: 'it is read, and no throttle is reported', artifacts: { metrics } },
      { name: 'it is written', artifacts: but('consumedWrites', [1]) },
    ],
    fail: [
      {
        name: 'a read of an index was refused, which is not counted to the table',
        artifacts: {
          metrics: { ...metrics, [metricKey(ofIndex.readThrottles)]: seriesWith([2]) },
        },
        message: 'An index refused requests for want of capacity.',
        details: ['Index by-zone refused requests.'],
      },
      {
        name: 'a read was refused, and what was refused by an index is denied',
        artifacts: {
          metrics: {
            ...but('readThrottles', [1]).metrics,
            [metricKey(ofIndex.readThrottles)]: denied('cloudwatch:GetMetricData'),
          },
        },
        message: 'The table refused requests for want of capacity.',
      },
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
        name: 'CloudWatch has nothing of the index',
        artifacts: { metrics: { ...metrics, [metricKey(ofIndex.readThrottles)]: null } },
        message: 'CloudWatch has no such metric of an index.',
      },
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
