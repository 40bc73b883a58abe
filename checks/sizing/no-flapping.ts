import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import { judgeByRule } from './resource-rule.ts';
import { scalingServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/no-flapping',
  title: 'Under a load that does not change the number of tasks does not go up and down',
  risk: 'Tasks are started and stopped again and again, and what they work on is cut off.',
  remediation: 'Lengthen the cooldown of scaling in, or lower the target.',
  fix: {
    cli: 'aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --policy-name <policy> --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration file://<policy>.json',
    cdk: 'scaling.scaleOnRequestCount("<id>", { requestsPerTarget: <requests a minute>, targetGroup })',
  },
  severity: 'medium',
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
      { resource: `ecs ${name}`, rule: 'S3' },
      { minTasks: least, maxTasks: most },
    );
  },
});
