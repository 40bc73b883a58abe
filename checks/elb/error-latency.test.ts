import { loadBalancerQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { seriesWith } from '../../collectors/aws/cloudwatch/testing/series.ts';
import type { LoadBalancerSpec } from '../../core/spec/sections/load-balancing.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './error-latency.ts';

const queries = loadBalancerQueries('public');
const metrics = {
  [metricKey(queries.requests)]: seriesWith([500, 500]),
  [metricKey(queries.balancerErrors)]: seriesWith([]),
  [metricKey(queries.targetErrors)]: seriesWith([]),
  [metricKey(queries.rejectedConnections)]: seriesWith([]),
  [metricKey(queries.responseTime)]: seriesWith([0.2, 0.3]),
};
const subject = {
  name: 'public',
  path: ['loadBalancers', 'public'],
  declared: {} as LoadBalancerSpec,
  slo: { errorRatio: 0.01, p95Ms: 500 },
};
const but = (query: keyof typeof queries, values: readonly number[]) => ({
  metrics: { ...metrics, [metricKey(queries[query])]: seriesWith(values) },
});

testCheck(check, subject, {
  pass: [
    { name: 'requests are answered, and no error is reported', artifacts: { metrics } },
    { name: 'as many errors as there may be', artifacts: but('targetErrors', [10]) },
    { name: 'as slow as it may be', artifacts: but('responseTime', [0.5]) },
  ],
  fail: [
    {
      name: 'no load balancer',
      artifacts: {
        metrics: Object.fromEntries(Object.keys(metrics).map((key) => [key, null])),
      },
      message: 'The load balancer does not exist.',
    },
    {
      name: 'its targets fail',
      artifacts: but('targetErrors', [5, 6]),
      message: 'More requests failed than may fail.',
    },
    {
      name: 'it fails itself',
      artifacts: but('balancerErrors', [11]),
      message: 'More requests failed than may fail.',
    },
    {
      name: 'one bad five minutes in a good hour',
      artifacts: but('responseTime', [0.1, 0.501, 0.1]),
      message: 'Answers took longer than they may.',
      details: ['From 2026-11-23T11:05:00.000Z on it was 501 ms.'],
    },
    {
      name: 'connections are rejected',
      artifacts: but('rejectedConnections', [1]),
      message: 'The load balancer rejected connections.',
    },
    {
      name: 'nothing but errors, which the load balancer counts as no requests',
      artifacts: {
        metrics: {
          ...metrics,
          [metricKey(queries.requests)]: seriesWith([]),
          [metricKey(queries.balancerErrors)]: seriesWith([3]),
        },
      },
      message: 'More requests failed than may fail.',
    },
  ],
  unknown: [
    {
      name: 'no request: an empty hour proves nothing',
      artifacts: but('requests', []),
      message: 'No request came in the last hour, so nothing shows how they are answered.',
    },
    {
      name: 'no response time',
      artifacts: but('responseTime', []),
      message: 'CloudWatch has no response time of the requests.',
    },
  ],
  error: [
    {
      name: 'the errors could not be seen',
      artifacts: {
        metrics: {
          ...metrics,
          [metricKey(queries.targetErrors)]: denied('cloudwatch:GetMetricData'),
        },
      },
      message: 'AWS denied cloudwatch:GetMetricData.',
    },
  ],
});
