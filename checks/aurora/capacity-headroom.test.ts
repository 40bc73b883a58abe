import { clusterQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-headroom.ts';
import { clusterSubject } from './testing/fixtures.ts';

const queries = clusterQueries('main');
const hourOf = (value: number) =>
  seriesWith(
    Array.from({ length: 60 }, () => value),
    60,
  );
const metrics = {
  [metricKey(queries.acuUtilization)]: hourOf(40),
  [metricKey(queries.connections)]: hourOf(12),
  [metricKey(queries.replicaLag)]: hourOf(15),
};
const subject = clusterSubject({ readers: 1, maxConnections: 25, maxReplicaLagMs: 100 });
const but = (query: keyof typeof queries, values: readonly number[]) => ({
  metrics: { ...metrics, [metricKey(queries[query])]: seriesWith(values, 60) },
});
const minutes = (count: number, value: number) => Array.from({ length: count }, () => value);

testCheck(check, subject, {
  pass: [
    { name: 'there was room for more', artifacts: { metrics } },
    {
      name: 'one minute of twenty was busy',
      artifacts: but('acuUtilization', [...minutes(57, 40), 100, 100, 100]),
    },
    { name: 'as many connections as may be', artifacts: but('connections', minutes(60, 25)) },
    {
      name: 'nothing else is declared',
      subject: { ...clusterSubject({ readers: 0 }) },
      artifacts: { metrics: { [metricKey(queries.acuUtilization)]: hourOf(79.9) } },
    },
  ],
  fail: [
    {
      name: 'the capacity was used up',
      artifacts: but('acuUtilization', [...minutes(56, 40), 80, 80, 80, 80]),
      message: 'The cluster used up its capacity.',
    },
    {
      name: 'the capacity was used up in the only minutes there are',
      artifacts: but('acuUtilization', [100]),
      message: 'The cluster used up its capacity.',
    },
    {
      name: 'a connection too many, for a minute',
      artifacts: but('connections', [...minutes(59, 10), 26]),
      message: 'A member of the cluster had too many connections.',
    },
    {
      name: 'a reader lagged behind',
      artifacts: but('replicaLag', [...minutes(59, 10), 101]),
      message: 'A reader lagged behind the writer.',
    },
  ],
  unknown: [
    {
      name: 'nothing was reported: that is not zero',
      artifacts: but('acuUtilization', []),
      message: 'CloudWatch has less than a quarter of an hour of what the cluster did.',
    },
    {
      name: 'the lag of no reader was reported',
      artifacts: but('replicaLag', []),
      message: 'CloudWatch has less than a quarter of an hour of what the cluster did.',
    },
    {
      name: 'fourteen minutes are no hour',
      artifacts: but('connections', minutes(14, 1)),
      message: 'CloudWatch has less than a quarter of an hour of what the cluster did.',
    },
  ],
  error: [
    {
      name: 'the connections could not be seen',
      artifacts: {
        metrics: {
          ...metrics,
          [metricKey(queries.connections)]: denied('cloudwatch:GetMetricData'),
        },
      },
      message: 'AWS denied cloudwatch:GetMetricData.',
    },
  ],
});
