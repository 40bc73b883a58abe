import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';
import { cpuUnitsOf, memoryMiBOf } from './task-units.ts';

export default defineCheck({
  id: 'ecs/task-size',
  title: 'The tasks of the ECS service have the declared CPU units and memory',
  risk: 'Tasks run out of memory or CPU under the load of the cutover, or cost more than planned.',
  remediation: 'Register a revision with the declared cpu and memory, and deploy it.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { cpu: <units>, memoryLimitMiB: <MiB> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  ],
  controls: [],
  proves: ['sizing/tasks'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions }) {
    const expected = {
      cpuUnits: declared.task.cpuUnits,
      memoryMiB: declared.task.memoryMiB,
    };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});

    const { cpu, memory } = definition;
    if (cpu === null || memory === null) return unknown('ECS does not give the size of the task.');
    const cpuUnits = cpuUnitsOf(cpu);
    const memoryMiB = memoryMiBOf(memory);
    if (cpuUnits === null || memoryMiB === null) {
      return unknown('ECS gives the size of the task in units of another kind.');
    }
    const actual = { cpuUnits, memoryMiB };
    const resource = { resource: definition.arn };
    if (cpuUnits !== expected.cpuUnits || memoryMiB !== expected.memoryMiB) {
      return fail('The tasks have another size than declared.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
