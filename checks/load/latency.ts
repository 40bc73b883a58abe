import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { declaredWorkloads, NO_WORKLOADS } from './subjects.ts';
import { judgeByRules } from './workload-rules.ts';

export default defineCheck({
  id: 'load/latency',
  title: 'At the declared rate the 95th percentile of the latency keeps its objective',
  risk: 'Users wait longer than they were promised as soon as all of them arrive.',
  remediation: 'Run more or larger tasks, or make the slowest part of a request faster.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --min-capacity <tasks> --max-capacity <tasks>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://sre.google/sre-book/service-level-objectives/',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-autoscaling-best-practice.html',
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
    return judgeByRules(subject, found, ['L1', 'V3', 'H1'], {
      requestsPerSecond,
      p95Ms: objective.p95Ms,
    });
  },
});
