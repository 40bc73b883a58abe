import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByRule } from './resource-rule.ts';
import { loadedServices, NO_LOADED_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'sizing/memory-headroom',
  title: 'Under the declared load tasks have memory to spare',
  risk: 'A task that runs out of memory is stopped, with all the requests it works on.',
  remediation: 'Give the task more memory, or find what keeps it.',
  fix: {
    cli: 'aws ecs register-task-definition --family <family> --cpu <units> --memory <MiB> --requires-compatibilities FARGATE --container-definitions file://containers.json',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { cpu: <units>, memoryLimitMiB: <MiB> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
  ],
  controls: [],
  proves: ['sizing/load', 'sizing/tasks'],
  needs: { test: keptLoadTest },
  none: NO_LOADED_SERVICES,
  subjects: loadedServices,

  evaluate({ name, declared, spec }, { test }) {
    const { cpuUnits, memoryMiB } = declared.task;
    const found = test.get(LOAD_TEST);
    return judgeByRule(
      spec,
      found,
      { resource: `ecs ${name}`, rule: 'C2' },
      { cpuUnits, memoryMiB },
    );
  },
});
