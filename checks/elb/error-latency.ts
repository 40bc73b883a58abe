import { loadBalancerQueries, metricKey } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries, type MetricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { maximumOf, sumOf } from '../../collectors/aws/cloudwatch/series.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

const MS_PER_SECOND = 1000;

export default defineCheck({
  id: 'elb/error-latency',
  title: 'The load balancer answered within the declared error ratio and latency in the last hour',
  risk: 'Users get errors or wait, while every resource looks as declared.',
  remediation: 'Roll the release back or scale out; read the logs of the failing targets.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <family:revision> # the last good one',
    cdk: 'service.autoScaleTaskCount({ maxCapacity: <max> }).scaleOnRequestCount("<id>", { requestsPerTarget: <target>, targetGroup })',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  controls: [],
  proves: [],
  needs: { metrics: metricSeries },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) => {
      const { slo } = spec;
      if (slo === undefined) {
        return { ...subject, slo: null, notApplicable: 'The spec declares no service level.' };
      }
      if (spec.phase === 'pre-cutover') {
        return { ...subject, slo, notApplicable: 'Before the cutover no user sends requests.' };
      }
      return { ...subject, slo };
    }),

  evaluate({ name, slo }, { metrics }) {
    if (slo === null) return unknown('The spec declares no service level.');
    const expected = {
      errorRatioAtMost: slo.errorRatio,
      p95MsAtMost: slo.p95Ms,
      rejectedConnections: 0,
    };
    const queries = loadBalancerQueries(name);
    const requests = metrics.get(metricKey(queries.requests));
    const balancerErrors = metrics.get(metricKey(queries.balancerErrors));
    const targetErrors = metrics.get(metricKey(queries.targetErrors));
    const rejected = metrics.get(metricKey(queries.rejectedConnections));
    const responseTime = metrics.get(metricKey(queries.responseTime));
    if (
      requests === null ||
      balancerErrors === null ||
      targetErrors === null ||
      rejected === null ||
      responseTime === null
    ) {
      return fail('The load balancer does not exist.', expected, {});
    }

    const requestCount = sumOf(requests);
    const rejectedConnections = sumOf(rejected);
    const slowest = maximumOf(responseTime);
    // The load balancer reports errors only where there are some, so without a point there was none.
    const errors = sumOf(balancerErrors) + sumOf(targetErrors);
    const actual = {
      requests: requestCount,
      errors,
      errorRatio: requestCount === 0 ? null : errors / requestCount,
      p95Ms: slowest === null ? null : slowest * MS_PER_SECOND,
      rejectedConnections,
    };
    if (rejectedConnections > 0) {
      return fail('The load balancer rejected connections.', expected, actual);
    }
    if (errors > requestCount * slo.errorRatio) {
      return fail('More requests failed than may fail.', expected, actual);
    }
    if (slowest !== null && slowest * MS_PER_SECOND > slo.p95Ms) {
      return fail('Answers took longer than they may.', expected, actual, {
        details: slowTimes(responseTime, slo.p95Ms),
      });
    }
    if (requestCount === 0) {
      return unknown('No request came in the last hour, so nothing shows how they are answered.');
    }
    if (slowest === null) return unknown('CloudWatch has no response time of the requests.');
    return pass(expected, actual);
  },
});

/** The p95 is judged over every five minutes: an hour's would hide a bad quarter of one. */
function slowTimes({ points }: MetricSeries, p95Ms: number): readonly string[] {
  return points
    .filter(({ value }) => value * MS_PER_SECOND > p95Ms)
    .map(({ at, value }) => `From ${at} on it was ${Math.round(value * MS_PER_SECOND)} ms.`);
}
