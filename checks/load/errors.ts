import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { declaredWorkloads, NO_WORKLOADS } from './subjects.ts';
import { judgeByRules } from './workload-rules.ts';

export default defineCheck({
  id: 'load/errors',
  title: 'At the declared rate the share of requests that fail keeps its objective',
  risk: 'Requests of users fail, or are never answered, as soon as all of them arrive.',
  remediation:
    "Look at what fails in the service's and the load balancer's logs: a limit, a pool, a timeout.",
  fix: {
    cli: 'aws logs filter-log-events --log-group-name <group> --filter-pattern ERROR --start-time <milliseconds>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://sre.google/sre-book/service-level-objectives/',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
  ],
  controls: [],
  proves: ['sizing/load'],
  needs: { test: keptLoadTest },
  none: NO_WORKLOADS,
  subjects: declaredWorkloads,

  evaluate(subject, { test }) {
    const { requestsPerSecond, objective } = subject;
    const found = test.get(LOAD_TEST);
    if (found === null) return unknown('There is no load test.');
    return judgeByRules(subject, found, ['L2'], {
      requestsPerSecond,
      errorRatio: objective.errorRatio,
    });
  },
});
