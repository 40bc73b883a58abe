import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import { judgeByRule } from './resource-rule.ts';
import { cpuScaledServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/policy-sees-load',
  title: 'A scaling policy on CPU sees the load before its limit is reached',
  risk: 'The service answers late and never scales out, since its CPU never reaches the target.',
  remediation:
    'Scale by requests for each target, or lower the target below what the service can use.',
  fix: {
    cli: 'aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --policy-name <policy> --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration file://<policy>.json',
    cdk: 'scaling.scaleOnRequestCount("<id>", { requestsPerTarget: <requests a minute>, targetGroup })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html',
  ],
  controls: [],
  proves: [],
  needs: { test: keptLoadTest },
  none: NO_LOADED_SERVICES,
  subjects: cpuScaledServices,

  evaluate({ name, declared, spec }, { test }) {
    const { least, most } = taskRange(declared);
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `ecs ${name}`, rule: 'C3' },
      { minTasks: least, maxTasks: most },
    );
  },
});
