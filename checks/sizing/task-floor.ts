import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import { judgeByRule } from './resource-rule.ts';
import { scalingServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/task-floor',
  title: 'The fewest tasks carry a step of the load until more have come up',
  risk: 'Requests of the first minutes wait, or fail, until tasks have come up.',
  remediation: 'Raise the least number of tasks, or make tasks come up sooner.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --min-capacity <tasks> --max-capacity <tasks>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <tasks>, maxCapacity: <tasks> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html',
  ],
  controls: [],
  proves: ['sizing/load', 'sizing/task-range'],
  needs: { test: keptLoadTest },
  none: NO_LOADED_SERVICES,
  subjects: scalingServices,

  evaluate({ name, declared, spec }, { test }) {
    const { least, most } = taskRange(declared);
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `ecs ${name}`, rule: 'S2' },
      { minTasks: least, maxTasks: most },
    );
  },
});
