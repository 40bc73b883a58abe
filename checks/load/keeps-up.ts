import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { unknown } from '../../core/judgement.ts';
import { declaredWorkloads, NO_WORKLOADS } from './subjects.ts';
import { judgeByRules } from './workload-rules.ts';

export default defineCheck({
  id: 'load/keeps-up',
  title: 'The service answers as many requests as arrive, and they do not pile up',
  risk: 'Requests pile up for as long as the load lasts, until none is answered in time.',
  remediation: 'Run more or larger tasks: what arrives is more than what is served.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --min-capacity <tasks> --max-capacity <tasks>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: ['https://sre.google/sre-book/handling-overload/'],
  controls: [],
  proves: ['sizing/load'],
  needs: { test: keptLoadTest },
  none: NO_WORKLOADS,
  subjects: declaredWorkloads,

  evaluate(subject, { test }) {
    const { requestsPerSecond } = subject;
    const found = test.get(LOAD_TEST);
    if (found === null) return unknown('There is no load test.');
    return judgeByRules(subject, found, ['V3'], { requestsPerSecond });
  },
});
