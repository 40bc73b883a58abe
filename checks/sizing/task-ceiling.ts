import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/task-ceiling',
  title: 'The most tasks that may run carry the declared peak',
  risk: 'The service stops scaling out before the peak is carried.',
  remediation: 'Raise the greatest number of tasks.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --min-capacity <tasks> --max-capacity <tasks>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html',
  ],
  controls: [],
  proves: ['sizing/load', 'sizing/task-range'],
  needs: { test: keptLoadTest },
  none: NO_LOADED_SERVICES,
  subjects: loadedServices,

  evaluate({ name, declared, spec }, { test }) {
    const { least, most } = taskRange(declared);
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `ecs ${name}`, rule: 'S1' },
      { minTasks: least, maxTasks: most },
    );
  },
});
