import {
  type ContainerDefinition,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { SandboxContext } from './context.ts';
import { roleArn, secretArn } from './lookup.ts';
import { lowerCaseTags } from './tags.ts';

type ContainerSpec = ServiceSpec['task']['containers'][string];

/** Registers the declared task until the emulator counts the declared revision. */
export async function deployTaskDefinition(
  context: SandboxContext,
  service: ServiceSpec,
): Promise<void> {
  const { family, revision } = service.task;
  await context.make('task definition', `${family}:${revision}`, async () => {
    const definition = await taskDefinition(context, service);
    for (;;) {
      const { taskDefinition: registered } = await context.aws.ecs.send(
        new RegisterTaskDefinitionCommand(definition),
      );
      const reached = registered?.revision ?? Infinity;
      if (reached === revision) return;
      if (reached > revision) throw new Error('The family already has a later revision.');
    }
  });
}

/** The declared task as ECS registers it. */
export async function taskDefinition(
  context: SandboxContext,
  { task, roles }: ServiceSpec,
): Promise<RegisterTaskDefinitionCommandInput> {
  const containerDefinitions: ContainerDefinition[] = [];
  for (const [name, container] of Object.entries(task.containers)) {
    containerDefinitions.push(await containerDefinition(context, name, container));
  }
  return {
    family: task.family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: String(task.cpuUnits),
    memory: String(task.memoryMiB),
    runtimePlatform: { cpuArchitecture: task.architecture, operatingSystemFamily: 'LINUX' },
    taskRoleArn: roleArn(context, roles.task),
    executionRoleArn: roleArn(context, roles.execution),
    containerDefinitions,
    ...(context.spec.tags !== undefined && { tags: lowerCaseTags(context.spec) }),
  };
}

async function containerDefinition(
  context: SandboxContext,
  name: string,
  container: ContainerSpec,
): Promise<ContainerDefinition> {
  const secrets: { name: string; valueFrom: string }[] = [];
  for (const [variable, secret] of Object.entries(container.secrets ?? {})) {
    secrets.push({ name: variable, valueFrom: await secretArn(context, secret) });
  }
  const { healthCheck } = container;
  return {
    name,
    image: container.image,
    essential: true,
    user: '65532:65532',
    portMappings: container.ports.map((port) => ({
      containerPort: port,
      hostPort: port,
      protocol: 'tcp',
    })),
    environment: Object.entries(container.environment ?? {}).map(([variable, value]) => ({
      name: variable,
      value,
    })),
    secrets,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? true,
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': container.logGroup,
        'awslogs-region': context.region,
        'awslogs-stream-prefix': name,
      },
    },
    ...(healthCheck && {
      healthCheck: {
        command: ['CMD-SHELL', `curl -fsS http://127.0.0.1:${container.ports[0] ?? 80}/health`],
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        retries: healthCheck.retries,
        startPeriod: healthCheck.startPeriodSeconds,
      },
    }),
  };
}
