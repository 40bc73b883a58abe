import type { CompletionContext } from '../completion.ts';
import {
  isJsonRecord,
  type JsonRecord,
  numberOf,
  recordsOf,
  stringOf,
  stringsOf,
} from '../json.ts';
import { digest, stableUuid } from '../stable-id.ts';
import { clusterArn } from './ecs-arns.ts';
import { isHealthy, statusOf } from './ecs-fleet.ts';
import { type ServiceTask, taskDefinitionOf } from './ecs-service-tasks.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html */
export async function describeTask(
  task: ServiceTask,
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<JsonRecord> {
  const { service, parts, place } = task;
  const answer = await context.askJson('ecs', 'DescribeTaskDefinition', {
    taskDefinition: taskDefinitionOf(task),
  });
  const definition = isJsonRecord(answer['taskDefinition']) ? answer['taskDefinition'] : {};
  const [deployment = {}] = recordsOf(service, 'deployments');
  const [strategy] = recordsOf(service, 'capacityProviderStrategy');
  const deployedAt = numberOf(deployment, 'createdAt');
  const attachmentId = stableUuid(`attachment ${task.id}`);
  const containers = await Promise.all(
    recordsOf(definition, 'containerDefinitions').map((container) =>
      describeContainer(task, container, attachmentId, context),
    ),
  );
  const storage = definition['ephemeralStorage'] ?? { sizeInGiB: 20 };
  return {
    taskArn: task.arn,
    clusterArn: clusterArn(parts),
    taskDefinitionArn: taskDefinitionOf(task),
    group: `service:${parts.service}`,
    startedBy: stringOf(deployment, 'id'),
    ...(strategy
      ? { capacityProviderName: strategy['capacityProvider'], launchType: 'FARGATE' }
      : { launchType: service['launchType'] }),
    platformVersion: deployment['platformVersion'],
    platformFamily: 'Linux',
    cpu: definition['cpu'],
    memory: definition['memory'],
    ephemeralStorage: storage,
    lastStatus: statusOf(task, context.now.getTime() / 1000),
    desiredStatus: 'RUNNING',
    healthStatus: containers.some(({ healthStatus }) => healthStatus === 'HEALTHY')
      ? 'HEALTHY'
      : 'UNKNOWN',
    ...timesOf(task, deployedAt, context),
    enableExecuteCommand: service['enableExecuteCommand'],
    availabilityZone: place?.availabilityZone,
    attachments: place
      ? [
          {
            id: attachmentId,
            type: 'ElasticNetworkInterface',
            status: 'ATTACHED',
            details: [
              { name: 'subnetId', value: place.subnetId },
              { name: 'networkInterfaceId', value: `eni-${digest(`eni ${task.id}`, 17)}` },
              { name: 'privateIPv4Address', value: place.ipAddress },
            ],
          },
        ]
      : [],
    containers,
    overrides: { containerOverrides: containers.map(({ name }) => ({ name })) },
    tags: stringsOf(parameters, 'include').includes('TAGS') ? [] : undefined,
    version: 5,
  };
}

/** What has not happened is left out. */
function timesOf(
  { launch }: ServiceTask,
  deployedAt: number | undefined,
  { now }: CompletionContext,
): JsonRecord {
  const happened = (at: number | undefined) =>
    at === undefined || at > now.getTime() / 1000 ? undefined : at;
  const connectivityAt = happened(launch?.pullStartedAt ?? deployedAt);
  return {
    ...(connectivityAt !== undefined && { connectivity: 'CONNECTED', connectivityAt }),
    createdAt: launch?.createdAt ?? deployedAt,
    pullStartedAt: connectivityAt,
    pullStoppedAt: happened(launch?.pullStoppedAt ?? deployedAt),
    startedAt: happened(launch?.startedAt ?? deployedAt),
  };
}

async function describeContainer(
  task: ServiceTask,
  container: JsonRecord,
  attachmentId: string,
  context: CompletionContext,
): Promise<JsonRecord> {
  const name = stringOf(container, 'name') ?? '';
  const image = stringOf(container, 'image') ?? '';
  const memory = numberOf(container, 'memory');
  const now = context.now.getTime() / 1000;
  const isRunning = statusOf(task, now) === 'RUNNING';
  return {
    containerArn: `${task.parts.prefix}:container/${task.parts.cluster}/${task.id}/${digest(name, 32)}`,
    taskArn: task.arn,
    name,
    image,
    imageDigest: await imageDigest(image, context),
    runtimeId: `${task.id}-${Number.parseInt(digest(name, 8), 16)}`,
    lastStatus: isRunning ? 'RUNNING' : 'PENDING',
    // Without a health check of its own a container has no health that ECS could know.
    healthStatus:
      container['healthCheck'] !== undefined && isHealthy(task, now) ? 'HEALTHY' : 'UNKNOWN',
    networkBindings: [],
    networkInterfaces: task.place
      ? [{ attachmentId, privateIpv4Address: task.place.ipAddress }]
      : [],
    cpu: String(numberOf(container, 'cpu') ?? 0),
    ...(memory !== undefined && { memory: String(memory) }),
  };
}

/** The digest that the registry has for the tag; for an image that is not in ECR here one that follows from its name. */
async function imageDigest(image: string, context: CompletionContext): Promise<string> {
  const pinned = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
  if (pinned !== undefined) return pinned;
  const [, repositoryName, imageTag = 'latest'] =
    /\.dkr\.ecr\.[\w-]+\.amazonaws\.com\/([^:@]+)(?::([\w.-]+))?$/.exec(image) ?? [];
  const registered =
    repositoryName === undefined ? undefined : await inRegistry(repositoryName, imageTag, context);
  return registered ?? `sha256:${digest(image, 64)}`;
}

async function inRegistry(
  repositoryName: string,
  imageTag: string,
  context: CompletionContext,
): Promise<string | undefined> {
  const answer = await context.tryJson('ecr', 'BatchGetImage', {
    repositoryName,
    imageIds: [{ imageTag }],
  });
  const [image] = answer === null ? [] : recordsOf(answer, 'images');
  const id = image?.['imageId'];
  return isJsonRecord(id) ? stringOf(id, 'imageDigest') : undefined;
}
