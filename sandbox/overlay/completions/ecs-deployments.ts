import { invalid } from '../aws-failure.ts';
import type { CompletionContext, JsonCompletion } from '../completion.ts';
import {
  isJsonRecord,
  type JsonRecord,
  numberOf,
  recordsOf,
  stringOf,
  stringsOf,
} from '../json.ts';
import {
  clusterArn,
  parseServiceArn,
  type ServiceArnParts,
  serviceArn,
  serviceDeploymentArn,
  serviceOfArn,
  serviceRevisionArn,
} from './ecs-arns.ts';
import { readServiceMemory, type RememberedDeployment } from './ecs-memory.ts';
import { memoryOf } from './ecs-services.ts';

/** Service deployments and revisions, made from what the overlay remembers of each service: all ended well. */
export const ECS_DEPLOYMENT_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecs',
    operations: ['ListServiceDeployments'],
    gap: 'Not implemented; made here from what was deployed.',
    async answer(parameters, context) {
      const { parts, deployments } = await askedService(parameters, context);
      const statuses = stringsOf(parameters, 'status');
      const wanted = statuses.length === 0 || statuses.includes('SUCCESSFUL');
      const created = parameters['createdAt'];
      return {
        serviceDeployments: deployments
          .filter((deployment) => wanted && isWithin(deployment.createdAt, created))
          .map((deployment) => ({
            serviceDeploymentArn: serviceDeploymentArn(parts, deployment.id),
            serviceArn: serviceArn(parts),
            clusterArn: clusterArn(parts),
            createdAt: deployment.createdAt,
            startedAt: deployment.createdAt,
            finishedAt: deployment.createdAt,
            targetServiceRevisionArn: serviceRevisionArn(parts, deployment.id),
            status: 'SUCCESSFUL',
          })),
      };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServiceDeployments'],
    gap: 'Not implemented; made here from what was deployed.',
    async answer(parameters, context) {
      const found = await Promise.all(
        stringsOf(parameters, 'serviceDeploymentArns').map(async (arn) => ({
          arn,
          detail: await describeDeployment(arn, context),
        })),
      );
      return {
        serviceDeployments: found.flatMap(({ detail }) => detail ?? []),
        failures: missing(found),
      };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServiceRevisions'],
    gap: 'Not implemented; made here from what was deployed.',
    async answer(parameters, context) {
      const found = await Promise.all(
        stringsOf(parameters, 'serviceRevisionArns').map(async (arn) => ({
          arn,
          detail: await describeRevision(arn, context),
        })),
      );
      return {
        serviceRevisions: found.flatMap(({ detail }) => detail ?? []),
        failures: missing(found),
      };
    },
  },
];

interface DeployedService {
  parts: ServiceArnParts;
  service: JsonRecord;
  /** Newest first. */
  deployments: readonly RememberedDeployment[];
}

async function askedService(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<DeployedService> {
  const name = stringOf(parameters, 'service');
  const fromArn = name === undefined ? null : parseServiceArn(name);
  const cluster = fromArn?.cluster ?? stringOf(parameters, 'cluster') ?? 'default';
  if (name === undefined) throw invalid('InvalidParameterException', 'service must be given.');
  const found = await deployedService(cluster, fromArn?.service ?? name, context);
  if (found === null) throw invalid('ServiceNotFoundException', 'Service not found.');
  return found;
}

async function deployedService(
  cluster: string,
  name: string,
  context: CompletionContext,
): Promise<DeployedService | null> {
  const answer = await context.askJson('ecs', 'DescribeServices', { cluster, services: [name] });
  const [service] = recordsOf(answer, 'services');
  const parts = parseServiceArn((service && stringOf(service, 'serviceArn')) ?? '');
  if (service === undefined || parts === null) return null;
  const memory = readServiceMemory(context.state, serviceArn(parts)) ?? memoryOf(service);
  return { parts, service, deployments: memory.deployments };
}

async function describeDeployment(
  arn: string,
  context: CompletionContext,
): Promise<JsonRecord | null> {
  const asked = serviceOfArn(arn, 'service-deployment');
  const found = asked && (await deployedService(asked.cluster, asked.service, context));
  if (found === null) return null;
  const { parts, service, deployments } = found;
  const position = deployments.findIndex(({ id }) => serviceDeploymentArn(parts, id) === arn);
  const deployment = deployments[position];
  if (deployment === undefined) return null;

  const before = deployments[position + 1];
  const desiredCount = position === 0 ? (numberOf(service, 'desiredCount') ?? 0) : 0;
  const configuration = service['deploymentConfiguration'];
  return {
    serviceDeploymentArn: arn,
    serviceArn: serviceArn(parts),
    clusterArn: clusterArn(parts),
    createdAt: deployment.createdAt,
    startedAt: deployment.createdAt,
    finishedAt: deployment.createdAt,
    updatedAt: deployment.createdAt,
    sourceServiceRevisions: before ? [revisionSummary(parts, before, 0)] : [],
    targetServiceRevision: revisionSummary(parts, deployment, desiredCount),
    status: 'SUCCESSFUL',
    deploymentConfiguration: configuration,
    deploymentCircuitBreaker: circuitBreakerState(configuration, desiredCount),
    alarms: { status: 'DISABLED' },
  };
}

function revisionSummary(
  parts: ServiceArnParts,
  deployment: RememberedDeployment,
  tasks: number,
): JsonRecord {
  return {
    arn: serviceRevisionArn(parts, deployment.id),
    requestedTaskCount: tasks,
    runningTaskCount: tasks,
    pendingTaskCount: 0,
  };
}

/** The threshold is half the tasks, between 3 and 200: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function circuitBreakerState(configuration: unknown, desiredCount: number): JsonRecord {
  const breaker = isJsonRecord(configuration) && configuration['deploymentCircuitBreaker'];
  const enabled = isJsonRecord(breaker) && breaker['enable'] === true;
  return enabled
    ? {
        status: 'MONITORING_COMPLETE',
        failureCount: 0,
        threshold: Math.min(200, Math.max(3, Math.ceil(desiredCount / 2))),
      }
    : { status: 'DISABLED' };
}

async function describeRevision(
  arn: string,
  context: CompletionContext,
): Promise<JsonRecord | null> {
  const asked = serviceOfArn(arn, 'service-revision');
  const found = asked && (await deployedService(asked.cluster, asked.service, context));
  const deployment = found?.deployments.find(
    ({ id }) => serviceRevisionArn(found.parts, id) === arn,
  );
  if (!found || deployment === undefined) return null;
  const { parts, service } = found;
  const answer = await context.askJson('ecs', 'DescribeTaskDefinition', {
    taskDefinition: deployment.taskDefinition,
  });
  const taskDefinition = answer['taskDefinition'];
  const containers = isJsonRecord(taskDefinition)
    ? recordsOf(taskDefinition, 'containerDefinitions')
    : [];
  return {
    serviceRevisionArn: arn,
    serviceArn: serviceArn(parts),
    clusterArn: clusterArn(parts),
    taskDefinition: deployment.taskDefinition,
    ...(service['launchType'] !== undefined && { launchType: service['launchType'] }),
    ...(service['capacityProviderStrategy'] !== undefined && {
      capacityProviderStrategy: service['capacityProviderStrategy'],
    }),
    loadBalancers: service['loadBalancers'],
    networkConfiguration: service['networkConfiguration'],
    containerImages: containers.map(({ name, image }) => ({ containerName: name, image })),
    createdAt: deployment.createdAt,
  };
}

function missing(found: readonly { arn: string; detail: JsonRecord | null }[]): JsonRecord[] {
  return found
    .filter(({ detail }) => detail === null)
    .map(({ arn }) => ({ arn, reason: 'MISSING' }));
}

function isWithin(createdAt: number, range: unknown): boolean {
  if (!isJsonRecord(range)) return true;
  const after = numberOf(range, 'after') ?? -Infinity;
  const before = numberOf(range, 'before') ?? Infinity;
  return createdAt > after && createdAt < before;
}
