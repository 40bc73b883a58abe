import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/tasks-not-oversized',
  title: 'No smaller task would carry the declared peak',
  risk: 'What nobody uses is paid for, month after month.',
  remediation: 'Declare the smaller task that is named, and send the load again.',
  fix: {
    cli: 'aws ecs register-task-definition --family <family> --cpu <units> --memory <MiB> --requires-compatibilities FARGATE --container-definitions file://containers.json',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { cpu: <units>, memoryLimitMiB: <MiB> })',
  },
  severity: 'low',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
  ],
  controls: [],
  proves: [],
  needs: { test: keptLoadTest },
  none: NO_LOADED_SERVICES,
  subjects: loadedServices,

  evaluate({ name, declared, spec }, { test }) {
    const { cpuUnits, memoryMiB } = declared.task;
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `ecs ${name}`, rule: 'O1' },
      { cpuUnits, memoryMiB },
    );
  },
});
