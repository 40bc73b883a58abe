import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/readonly-rootfs',
  title: 'Containers of the ECS service cannot write into their own file systems',
  risk: 'An intruder can change the program, and keep what he brought.',
  remediation:
    'Register a revision with readonlyRootFilesystem, and mount a volume where the program writes.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { readonlyRootFilesystem: true })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  controls: ['Security Hub 2026-08 ECS.5'],
  proves: ['ecs/container-hardening'],
  needs: { definitions: ecsTaskDefinitions, services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions, services }) {
    const writable = Object.entries(declared.task.containers)
      .filter(([, { readonlyRootFilesystem }]) => readonlyRootFilesystem === false)
      .map(([container]) => container);
    const expected = { writable };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const open = definition.containers
      .filter(({ readonlyRootFilesystem }) => readonlyRootFilesystem !== true)
      .map((container) => container.name);
    const actual = { writable: open };
    const resource = { resource: definition.arn };
    const undeclared = open.filter((container) => !writable.includes(container));
    if (undeclared.length > 0) {
      return fail('A container can write into its own file system.', expected, actual, {
        ...resource,
        details: undeclared.map((container) => `Container ${container} is writable.`),
      });
    }
    const takesCommands = services.get(name)?.executeCommand === true;
    return pass(expected, actual, {
      ...resource,
      details: [
        ...open.map((container) => `Container ${container} is writable, as declared.`),
        ...(takesCommands
          ? ['ECS Exec needs a writable file system, so commands will not run.']
          : []),
      ],
    });
  },
});
