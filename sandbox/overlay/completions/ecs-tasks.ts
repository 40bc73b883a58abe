import type { CompletionContext, JsonCompletion } from '../completion.ts';
import {
  isJsonRecord,
  type JsonRecord,
  numberOf,
  recordsOf,
  stringOf,
  stringsOf,
} from '../json.ts';
import { childText, elementsNamed, parseXml } from '../xml.ts';
import { clusterArn, digest, parseServiceArn, type ServiceArnParts } from './ecs-arns.ts';

/** A task that a service keeps running. */
export interface ServiceTask {
  arn: string;
  id: string;
  parts: ServiceArnParts;
  service: JsonRecord;
  /** Address and place of its network interface; null for a service without subnets. */
  place: TaskPlace | null;
}

export interface TaskPlace {
  subnetId: string;
  availabilityZone: string;
  ipAddress: string;
}

/** Services run as many tasks as they want, spread over their subnets. */
export const ECS_TASK_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecs',
    operations: ['ListTasks'],
    gap: 'Services start no tasks, and the name of a service is ignored as a filter.',
    async complete(body, parameters, context) {
      const own = stringsOf(body, 'taskArns');
      const serviceName = stringOf(parameters, 'serviceName');
      const tasks = await tasksOfCluster(clusterName(parameters), context);
      const wanted = tasks.filter((task) => fits(task, parameters)).map(({ arn }) => arn);
      return { ...body, taskArns: serviceName === undefined ? [...own, ...wanted] : wanted };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeTasks'],
    gap: 'Services start no tasks; a task has one container and no health, and each look moves it on to its end.',
    // The emulator fails on ids it does not know, so it is asked for its own only.
    async prepare(parameters, context) {
      const found = await askedTasks(parameters, context);
      const others = stringsOf(parameters, 'tasks').filter((name) => !found.has(name));
      return { ...parameters, tasks: others };
    },
    async complete(body, parameters, context) {
      const found = await askedTasks(parameters, context);
      const tasks = await Promise.all(
        [...found.values()].map((task) => describeTask(task, parameters, context)),
      );
      const own = recordsOf(body, 'tasks');
      const known = new Set(
        own.flatMap((task) => [stringOf(task, 'taskArn'), idOf(stringOf(task, 'taskArn') ?? '')]),
      );
      const missing = stringsOf(parameters, 'tasks')
        .filter((name) => !found.has(name) && !known.has(name))
        .map((name) => ({ arn: name, reason: 'MISSING' }));
      return { ...body, tasks: [...tasks, ...own], failures: missing };
    },
  },
];

/** The tasks of every active service of a cluster. */
export async function tasksOfCluster(
  cluster: string,
  context: CompletionContext,
): Promise<ServiceTask[]> {
  const services = await servicesOfCluster(cluster, context);
  const subnets = await placesOf(services, context);
  return services.flatMap((service) => tasksOfService(service, subnets));
}

/** Every service of a cluster, as DescribeServices answers. */
export async function servicesOfCluster(
  cluster: string,
  context: CompletionContext,
): Promise<JsonRecord[]> {
  const listed = await context.askJson('ecs', 'ListServices', { cluster });
  const services = stringsOf(listed, 'serviceArns');
  if (services.length === 0) return [];
  const answer = await context.askJson('ecs', 'DescribeServices', { cluster, services });
  return recordsOf(answer, 'services');
}

interface Subnet {
  availabilityZone: string;
  cidr: string;
}

function tasksOfService(service: JsonRecord, subnets: ReadonlyMap<string, Subnet>): ServiceTask[] {
  const parts = parseServiceArn(stringOf(service, 'serviceArn') ?? '');
  const [deployment] = recordsOf(service, 'deployments');
  if (parts === null || deployment === undefined) return [];
  const subnetIds = subnetsOf(service);
  return Array.from({ length: numberOf(service, 'runningCount') ?? 0 }, (_, index) => {
    const id = digest(
      `${stringOf(service, 'serviceArn') ?? ''} ${stringOf(deployment, 'id') ?? ''} ${index}`,
      32,
    );
    const subnetId = subnetIds[index % Math.max(1, subnetIds.length)];
    const subnet = subnetId === undefined ? undefined : subnets.get(subnetId);
    return {
      arn: `${parts.prefix}:task/${parts.cluster}/${id}`,
      id,
      parts,
      service,
      place:
        subnetId === undefined || subnet === undefined
          ? null
          : {
              subnetId,
              availabilityZone: subnet.availabilityZone,
              ipAddress: addressIn(subnet.cidr, id),
            },
    };
  });
}

function subnetsOf(service: JsonRecord): string[] {
  const network = service['networkConfiguration'];
  const vpc = isJsonRecord(network) ? network['awsvpcConfiguration'] : undefined;
  return isJsonRecord(vpc) ? stringsOf(vpc, 'subnets') : [];
}

async function placesOf(
  services: readonly JsonRecord[],
  context: CompletionContext,
): Promise<ReadonlyMap<string, Subnet>> {
  const ids = [...new Set(services.flatMap(subnetsOf))];
  if (ids.length === 0) return new Map();
  const filter = Object.fromEntries(ids.map((id, index) => [`SubnetId.${index + 1}`, id]));
  const text = await context.askXml('ec2', 'DescribeSubnets', filter);
  const items = elementsNamed(parseXml(text), 'item');
  return new Map(
    items.flatMap((item): [string, Subnet][] => {
      const id = childText(text, item, 'subnetId');
      const availabilityZone = childText(text, item, 'availabilityZone');
      const cidr = childText(text, item, 'cidrBlock');
      return id === undefined || availabilityZone === undefined || cidr === undefined
        ? []
        : [[id, { availabilityZone, cidr }]];
    }),
  );
}

/** An address of the block that is the same for the same task. AWS keeps the first four and the last of a subnet. */
export function addressIn(cidr: string, taskId: string): string {
  const [network = '0.0.0.0', prefix = '24'] = cidr.split('/');
  const size = 2 ** (32 - Number(prefix));
  const base = network.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
  const usable = Math.max(1, size - 5);
  const value = base + Math.min(4, size - 1) + (Number.parseInt(taskId.slice(0, 12), 16) % usable);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

function fits(task: ServiceTask, parameters: JsonRecord): boolean {
  const status = stringOf(parameters, 'desiredStatus') ?? 'RUNNING';
  const service = stringOf(parameters, 'serviceName');
  const family = stringOf(parameters, 'family');
  const startedBy = stringOf(parameters, 'startedBy');
  const launchType = stringOf(parameters, 'launchType');
  const [deployment = {}] = recordsOf(task.service, 'deployments');
  return (
    status === 'RUNNING' &&
    parameters['containerInstance'] === undefined &&
    (service === undefined || service.split('/').at(-1) === task.parts.service) &&
    (family === undefined || taskDefinitionOf(task).includes(`task-definition/${family}:`)) &&
    (startedBy === undefined || startedBy === stringOf(deployment, 'id')) &&
    (launchType === undefined || launchType === (stringOf(task.service, 'launchType') ?? 'FARGATE'))
  );
}

/** The tasks of services among those asked for, by the name they were asked by. */
async function askedTasks(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<Map<string, ServiceTask>> {
  const tasks = await tasksOfCluster(clusterName(parameters), context);
  const names = stringsOf(parameters, 'tasks');
  return new Map(
    names.flatMap((name) => {
      const task = tasks.find(({ arn, id }) => arn === name || id === name);
      return task ? [[name, task]] : [];
    }),
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html */
async function describeTask(
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
  const startedAt = numberOf(deployment, 'createdAt');
  const attachmentId = digest(`attachment ${task.id}`, 32).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );
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
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    healthStatus: containers.some(({ healthStatus }) => healthStatus === 'HEALTHY')
      ? 'HEALTHY'
      : 'UNKNOWN',
    connectivity: 'CONNECTED',
    connectivityAt: startedAt,
    createdAt: startedAt,
    pullStartedAt: startedAt,
    pullStoppedAt: startedAt,
    startedAt,
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

async function describeContainer(
  task: ServiceTask,
  container: JsonRecord,
  attachmentId: string,
  context: CompletionContext,
): Promise<JsonRecord> {
  const name = stringOf(container, 'name') ?? '';
  const image = stringOf(container, 'image') ?? '';
  const memory = numberOf(container, 'memory');
  return {
    containerArn: `${task.parts.prefix}:container/${task.parts.cluster}/${task.id}/${digest(name, 32)}`,
    taskArn: task.arn,
    name,
    image,
    imageDigest: await imageDigest(image, context),
    runtimeId: `${task.id}-${Number.parseInt(digest(name, 8), 16)}`,
    lastStatus: 'RUNNING',
    // Without a health check of its own a container has no health that ECS could know.
    healthStatus: container['healthCheck'] === undefined ? 'UNKNOWN' : 'HEALTHY',
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

function taskDefinitionOf(task: ServiceTask): string {
  return stringOf(task.service, 'taskDefinition') ?? '';
}

function clusterName(parameters: JsonRecord): string {
  return (stringOf(parameters, 'cluster') ?? 'default').replace(/^.*cluster\//, '');
}

function idOf(taskArn: string): string {
  return taskArn.split('/').at(-1) ?? '';
}
