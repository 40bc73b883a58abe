import type { ContainerDefinition, PortMapping, TaskDefinition } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import { malformed } from '../malformed.ts';
import { describeServices, describeTaskDefinition } from './operations.ts';
import { plaintextSecrets, PlaintextSecret } from './plaintext.ts';
import { controllerOf, generationsOf, revisionInUse } from './revision-in-use.ts';
import { ecsServices, serviceKey, serviceKeys, type EcsService } from './services.ts';

/** One mapping of a container: of a port, which is first and last, or of a range. */
const MappedPorts = z.strictObject({
  first: z.int(),
  last: z.int(),
  /** Null when AWS leaves it out, which means TCP. */
  protocol: z.string().nullable(),
});
type MappedPorts = z.infer<typeof MappedPorts>;

const Container = z.strictObject({
  name: z.string(),
  image: z.string().nullable(),
  /** Null when AWS leaves it out, which means true. */
  essential: z.boolean().nullable(),
  /** The container's ports that are mapped. Null when AWS leaves out the list, or the port of a mapping. */
  ports: z.array(MappedPorts).nullable(),
  environment: z.array(
    z.strictObject({
      name: z.string(),
      /** Kept when it is the one that the spec declares in plain text; null otherwise, since it may be a secret. */
      value: z.string().nullable(),
      /** Whether the value names a host of the source environment. */
      namesSource: z.boolean(),
    }),
  ),
  /** ARNs of files in S3 that hold more variables. What is in them is not read. */
  environmentFiles: z.array(z.string()),
  /** What looks like a secret in plain text, anywhere in the container's definition. */
  plaintextSecrets: z.array(PlaintextSecret),
  /** Variables that ECS injects, with the ARN or name of the secret or parameter. */
  secrets: z.array(z.strictObject({ name: z.string(), valueFrom: z.string() })),
  /** Null when the container has none, or has it switched off. Its members are null when AWS leaves them out. */
  healthCheck: z
    .strictObject({
      intervalSeconds: z.int().nullable(),
      timeoutSeconds: z.int().nullable(),
      retries: z.int().nullable(),
      startPeriodSeconds: z.int().nullable(),
    })
    .nullable(),
  /** `<uid or name>[:<gid or group>]`. Null when the image decides. */
  user: z.string().nullable(),
  /** Null when AWS leaves it out, which means false; so are the next. */
  privileged: z.boolean().nullable(),
  readonlyRootFilesystem: z.boolean().nullable(),
  addedCapabilities: z.array(z.string()),
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
  /** `awsvpc` on Fargate. */
  networkMode: z.string().nullable(),
  pidMode: z.string().nullable(),
  ipcMode: z.string().nullable(),
  /** Volumes in EFS. */
  fileSystems: z.array(
    z.strictObject({
      volume: z.string(),
      /** `ENABLED`, or null when AWS leaves it out, which means `DISABLED`; so is the next. */
      transitEncryption: z.string().nullable(),
      iamAuthorization: z.string().nullable(),
    }),
  ),
  /** The hosts of the source environment that variables were searched for. */
  sourceHosts: z.array(z.string()),
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
      Object.entries(context.spec.clusters ?? {}).flatMap(([cluster, declared]) =>
        Object.entries(declared.services).map(async ([name, { task }]) => {
          const key = serviceKey(cluster, name);
          return [key, await definitionOf(context, services[key], task.containers)];
        }),
      ),
    );
    return Object.fromEntries(observed) as Record<string, Observation<EcsTaskDefinition>>;
  },
});

async function definitionOf(
  { aws, spec }: CollectContext,
  service: Observation<EcsService> | undefined,
  declared: ServiceSpec['task']['containers'],
): Promise<Observation<EcsTaskDefinition>> {
  if (service === undefined) {
    return malformed(describeServices, [], 'The service is in no answer.');
  }
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
      return toItem(
        answer.value.taskDefinition,
        [...service.calls, ...answer.calls],
        declared,
        spec.migration?.source.hosts ?? [],
      );
  }
}

function toItem(
  definition: TaskDefinition | undefined,
  calls: readonly CallId[],
  declared: ServiceSpec['task']['containers'],
  sourceHosts: readonly string[],
): Observation<EcsTaskDefinition> {
  const containers = (definition?.containerDefinitions ?? []).map((container) =>
    toContainer(
      container,
      environmentOf(container, declared[container.name ?? '']?.environment ?? {}, sourceHosts),
    ),
  );
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
    networkMode: definition.networkMode ?? null,
    pidMode: definition.pidMode ?? null,
    ipcMode: definition.ipcMode ?? null,
    fileSystems: (definition.volumes ?? []).flatMap(({ name, efsVolumeConfiguration: efs }) =>
      efs === undefined
        ? []
        : [
            {
              volume: name ?? '',
              transitEncryption: efs.transitEncryption ?? null,
              iamAuthorization: efs.authorizationConfig?.iam ?? null,
            },
          ],
    ),
    sourceHosts: [...sourceHosts],
    containers: whole,
  };
  return present(item, calls);
}

/** Null for a container that cannot be told from others. */
function toContainer(
  container: ContainerDefinition,
  environment: EcsContainer['environment'],
): EcsContainer | null {
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
    ports: portsOf(container),
    environment,
    environmentFiles: (container.environmentFiles ?? []).map(({ value }) => value ?? ''),
    plaintextSecrets: [...plaintextSecrets(container)],
    secrets,
    healthCheck: healthCheckOf(container),
    user: container.user ?? null,
    privileged: container.privileged ?? null,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? null,
    addedCapabilities: container.linuxParameters?.capabilities?.add ?? [],
    log: logOf(container),
    firelens: container.firelensConfiguration?.type ?? null,
  };
}

/** AWS gives an empty list for a container that maps no port, so that no list is no evidence. */
function portsOf({ portMappings }: ContainerDefinition): MappedPorts[] | null {
  const mapped = portMappings?.map(toPorts) ?? [null];
  const whole = mapped.filter((ports) => ports !== null);
  return whole.length < mapped.length ? null : whole;
}

/** A range is `<first>-<last>`: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
function toPorts({ containerPort, containerPortRange, protocol }: PortMapping): MappedPorts | null {
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(containerPortRange ?? '');
  const first = containerPort ?? Number(range?.[1]);
  const last = containerPort ?? Number(range?.[2]);
  return first <= last ? { first, last, protocol: protocol ?? null } : null;
}

/** Whether a value is the declared one is all that is kept of it. */
function environmentOf(
  { environment = [] }: ContainerDefinition,
  declared: Readonly<Record<string, string>>,
  sourceHosts: readonly string[],
): EcsContainer['environment'] {
  return environment.map(({ name = '', value = '' }) => ({
    name,
    value: Object.hasOwn(declared, name) && declared[name] === value ? value : null,
    namesSource: sourceHosts.some((host) => value.toLowerCase().includes(host.toLowerCase())),
  }));
}

/** A command of `NONE` switches the check of the image off: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function healthCheckOf({ healthCheck }: ContainerDefinition): EcsContainer['healthCheck'] {
  if (healthCheck === undefined || healthCheck.command?.[0] === 'NONE') return null;
  return {
    intervalSeconds: healthCheck.interval ?? null,
    timeoutSeconds: healthCheck.timeout ?? null,
    retries: healthCheck.retries ?? null,
    startPeriodSeconds: healthCheck.startPeriod ?? null,
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
