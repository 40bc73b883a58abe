import {
  ecsTaskDefinitions,
  type EcsTaskDefinition,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/no-privileged',
  title: 'No container of the ECS service has more privileges than declared',
  risk: 'A break-in into the container reaches its host or its neighbours.',
  remediation:
    'Register a revision without privileged mode, without added capabilities, and without shared namespaces.',
  fix: {
    cli: 'aws ecs register-task-definition --cli-input-json file://<task-definition>.json',
    cdk: 'taskDefinition.addContainer("<name>", { privileged: false })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::TaskDefinition',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4',
  ],
  controls: [
    'Security Hub 2026-08 ECS.3',
    'Security Hub 2026-08 ECS.4',
    'Security Hub 2026-08 ECS.17',
  ],
  proves: ['ecs/container-hardening'],
  needs: { definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { definitions }) {
    const { containers } = declared.task;
    const expected = {
      networkMode: 'awsvpc',
      privileged: false,
      capabilities: allowedOf(containers),
    };
    const definition = definitions.get(name);
    if (definition === null) return fail('The service runs no task definition.', expected, {});
    const { networkMode, pidMode, ipcMode } = definition;
    const actual = {
      networkMode,
      pidMode,
      ipcMode,
      privileged: definition.containers.filter(({ privileged }) => privileged === true).map(nameOf),
      capabilities: Object.fromEntries(
        definition.containers.map((container) => [container.name, container.addedCapabilities]),
      ),
    };
    const resource = { resource: definition.arn };
    const details = problemsOf(definition, containers);
    if (details.length > 0) {
      return fail('A container has privileges that are not declared.', expected, actual, {
        ...resource,
        details,
      });
    }
    if (networkMode === null) return unknown('ECS does not give the network mode of the tasks.');
    return pass(expected, actual, resource);
  },
});

type Containers = ServiceSpec['task']['containers'];

function allowedOf(containers: Containers) {
  return Object.fromEntries(
    Object.entries(containers).map(([name, { addedCapabilities }]) => [
      name,
      addedCapabilities ?? [],
    ]),
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function problemsOf(
  { networkMode, pidMode, ipcMode, containers }: EcsTaskDefinition,
  declared: Containers,
): readonly string[] {
  return [
    ...(networkMode === null || networkMode === 'awsvpc'
      ? []
      : [`The tasks have the network mode ${networkMode}.`]),
    ...(pidMode === 'host' ? ['The tasks share the processes of their host.'] : []),
    ...(ipcMode === 'host' ? ['The tasks share the memory of their host.'] : []),
    ...containers.flatMap(({ name, privileged, addedCapabilities }) => [
      ...(privileged === true ? [`Container ${name} is privileged.`] : []),
      ...addedCapabilities
        .filter((capability) => !isDeclared(declared, name, capability))
        .map((capability) => `Container ${name} has the capability ${capability}.`),
    ]),
  ];
}

function isDeclared(declared: Containers, container: string, capability: string): boolean {
  const allowed: readonly string[] = declared[container]?.addedCapabilities ?? [];
  return allowed.includes(capability);
}
