import type { CompletionContext } from '../completion.ts';
import {
  isJsonRecord,
  type JsonRecord,
  numberOf,
  recordsOf,
  stringOf,
  stringsOf,
} from '../json.ts';
import { digest } from '../stable-id.ts';
import { childText, elementsNamed, parseXml } from '../xml.ts';
import { parseServiceArn, type ServiceArnParts } from './ecs-arns.ts';
import { type Launch, scaledTo } from './ecs-fleet.ts';
import { readServiceMemory } from './ecs-memory.ts';
import { memoryOf } from './ecs-services.ts';

/** A task that a service keeps running, or has launched and not yet stopped. */
export interface ServiceTask {
  arn: string;
  id: string;
  parts: ServiceArnParts;
  service: JsonRecord;
  /** Address and place of its network interface; null for a service without subnets. */
  place: TaskPlace | null;
  /** When it comes up; null when it came up with its deployment. */
  launch: Launch | null;
}

interface TaskPlace {
  subnetId: string;
  availabilityZone: string;
  ipAddress: string;
}

/** The tasks of every active service of a cluster. */
export async function tasksOfCluster(
  cluster: string,
  context: CompletionContext,
): Promise<ServiceTask[]> {
  const services = await servicesOfCluster(cluster, context);
  const subnets = await placesOf(services, context);
  return services.flatMap((service) => tasksOfService(service, subnets, context));
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

function tasksOfService(
  service: JsonRecord,
  subnets: ReadonlyMap<string, Subnet>,
  context: CompletionContext,
): ServiceTask[] {
  const serviceArn = stringOf(service, 'serviceArn') ?? '';
  const parts = parseServiceArn(serviceArn);
  const [deployment] = recordsOf(service, 'deployments');
  if (parts === null || deployment === undefined) return [];
  const subnetIds = subnetsOf(service);
  const memory = readServiceMemory(context.state, serviceArn) ?? memoryOf(service);
  const { tasks } = scaledTo(memory.fleet, numberOf(service, 'desiredCount') ?? 0, null);
  return tasks.map(({ number, launch }) => {
    const id = digest(`${serviceArn} ${stringOf(deployment, 'id') ?? ''} ${number}`, 32);
    const subnetId = subnetIds[number % Math.max(1, subnetIds.length)];
    const subnet = subnetId === undefined ? undefined : subnets.get(subnetId);
    return {
      arn: `${parts.prefix}:task/${parts.cluster}/${id}`,
      id,
      parts,
      service,
      launch,
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
function addressIn(cidr: string, taskId: string): string {
  const [network = '0.0.0.0', prefix = '24'] = cidr.split('/');
  const size = 2 ** (32 - Number(prefix));
  const base = network.split('.').reduce((value, octet) => value * 256 + Number(octet), 0);
  const usable = Math.max(1, size - 5);
  const value = base + Math.min(4, size - 1) + (Number.parseInt(taskId.slice(0, 12), 16) % usable);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** The task definition that a task runs, as an ARN. */
export function taskDefinitionOf(task: ServiceTask): string {
  return stringOf(task.service, 'taskDefinition') ?? '';
}
