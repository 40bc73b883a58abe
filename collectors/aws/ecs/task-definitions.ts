import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { describeServices, describeTaskDefinition } from './operations.ts';
import { plaintextSecrets, PlaintextSecret } from './plaintext.ts';
import { controllerOf, generationsOf, revisionInUse } from './revision-in-use.ts';
import { ecsServices, serviceKeys, type EcsService } from './services.ts';

const Container = z.strictObject({
  name: z.string(),
  image: z.string().nullable(),
  /** Null when AWS leaves it out, which means true. */
  essential: z.boolean().nullable(),
  /** Names of the plain variables; their values are not kept. */
  environment: z.array(z.string()),
  /** ARNs of files in S3 that hold more variables. What is in them is not read. */
  environmentFiles: z.array(z.string()),
  /** What looks like a secret in plain text, anywhere in the container's definition. */
  plaintextSecrets: z.array(PlaintextSecret),
  /** Variables that ECS injects, with the ARN or name of the secret or parameter. */
  secrets: z.array(z.strictObject({ name: z.string(), valueFrom: z.string() })),
  hasHealthCheck: z.boolean(),
  log: z
    .strictObject({
      driver: z.string().nullable(),
      /** Of the `awslogs` driver. */
      group: z.string().nullable(),
      region: z.string().nullable(),
      createsGroup: z.boolean(),
    })
    .nullable(),
  /** Set on a container that routes the logs of the others. */
  firelens: z.string().nullable(),
});

/** The revision that a service is to run now. Null is what AWS left out. */
export const EcsTaskDefinition = z.strictObject({
  arn: z.string(),
  /** As AWS writes it, such as `512` or `.5 vCPU`. */
  cpu: z.string().nullable(),
  /** As AWS writes it, such as `1024` or `1 GB`. */
  memory: z.string().nullable(),
  /** Null when AWS leaves it out, which means X86_64 on Linux. */
  platform: z
    .strictObject({ architecture: z.string().nullable(), family: z.string().nullable() })
    .nullable(),
  taskRoleArn: z.string().nullable(),
  executionRoleArn: z.string().nullable(),
  containers: z.array(Container).min(1),
});
export type EcsTaskDefinition = z.infer<typeof EcsTaskDefinition>;
export type EcsContainer = EcsTaskDefinition['containers'][number];

/**
 * The task definition that each declared service is to run now, and no older revision. The key is
 * `<cluster>/<service>`. Absent: the service does not exist, or has no primary revision.
 */
export const ecsTaskDefinitions = defineCollector<EcsTaskDefinition>({
  id: 'aws/ecs/task-definitions',
  title: 'Task definitions that ECS services run, without the values of their variables',
  operations: [describeServices, describeTaskDefinition],
  item: EcsTaskDefinition,
  keys: serviceKeys,
  collect: async (context) => {
    const services = await ecsServices.collect(context);
    const observed = await Promise.all(
      Object.entries(services).map(async ([key, service]) => [
        key,
        await definitionOf(context, service),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<EcsTaskDefinition>>;
  },
});

async function definitionOf(
  { aws }: CollectContext,
  service: Observation<EcsService>,
): Promise<Observation<EcsTaskDefinition>> {
  if (service.state !== 'present') return service;
  const revision = revisionInUse(service.value);
  if (revision === null) {
    if (generationsOf(service.value) !== null) return absent(service.calls);
    const list = controllerOf(service.value) === 'ECS' ? 'deployments' : 'task sets';
    return malformed(describeServices, service.calls, `The service has no list of ${list}.`);
  }
  // The whole ARN: a family alone would give its newest revision, not the one in use.
  const answer = await aws.read(describeTaskDefinition, { taskDefinition: revision });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered':
      return toItem(answer.value.taskDefinition, [...service.calls, ...answer.calls]);
  }
}

function toItem(
  definition: TaskDefinition | undefined,
  calls: readonly CallId[],
): Observation<EcsTaskDefinition> {
  const containers = (definition?.containerDefinitions ?? []).map(toContainer);
  if (definition?.taskDefinitionArn === undefined || containers.length === 0) {
    return malformed(describeTaskDefinition, calls, 'The task definition has no containers.');
  }
  const whole = containers.filter((container) => container !== null);
  if (whole.length < containers.length) {
    return malformed(describeTaskDefinition, calls, 'A container or a secret of it has no name.');
  }
  const { runtimePlatform } = definition;
  const item: EcsTaskDefinition = {
    arn: definition.taskDefinitionArn,
    cpu: definition.cpu ?? null,
    memory: definition.memory ?? null,
    platform:
      runtimePlatform === undefined
        ? null
        : {
            architecture: runtimePlatform.cpuArchitecture ?? null,
            family: runtimePlatform.operatingSystemFamily ?? null,
          },
    taskRoleArn: definition.taskRoleArn ?? null,
    executionRoleArn: definition.executionRoleArn ?? null,
    containers: whole,
  };
  return present(item, calls);
}

/** Null for a container that cannot be told from others. */
function toContainer(container: ContainerDefinition): EcsContainer | null {
  const { name } = container;
  const secrets = (container.secrets ?? []).flatMap((secret) =>
    secret.name === undefined || secret.valueFrom === undefined
      ? []
      : [{ name: secret.name, valueFrom: secret.valueFrom }],
  );
  if (name === undefined || secrets.length < (container.secrets ?? []).length) return null;
  return {
    name,
    image: container.image ?? null,
    essential: container.essential ?? null,
    environment: (container.environment ?? []).map((variable) => variable.name ?? ''),
    environmentFiles: (container.environmentFiles ?? []).map(({ value }) => value ?? ''),
    plaintextSecrets: [...plaintextSecrets(container)],
    secrets,
    hasHealthCheck: container.healthCheck !== undefined,
    log: logOf(container),
    firelens: container.firelensConfiguration?.type ?? null,
  };
}

function logOf({ logConfiguration }: ContainerDefinition): EcsContainer['log'] {
  if (logConfiguration === undefined) return null;
  const options = logConfiguration.options ?? {};
  return {
    driver: logConfiguration.logDriver ?? null,
    group: options['awslogs-group'] ?? null,
    region: options['awslogs-region'] ?? null,
    createsGroup: options['awslogs-create-group'] === 'true',
  };
}
