import type {
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListServiceDeploymentsCommandInput,
  ListServiceDeploymentsCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
  Service,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {
  ACCOUNT,
  names,
  PORTS,
  REGION,
  subnetsOf,
  ZONES,
  type EstateService,
} from '../../estate.ts';
import { CONTAINER_CHECK, MIN_TASKS, TASK } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { arns, groupId } from './arns.ts';

const answer = answersOf('ecs', 'ecs');

export const ecsAnswers = [
  answer<DescribeClustersCommandInput, DescribeClustersCommandOutput>(
    'DescribeClusters',
    ({ clusters = [] }, { estate }) => ({
      clusters: clusters
        // A name, or an ARN.
        .map((cluster) => cluster.slice(cluster.lastIndexOf('/') + 1))
        .filter((name) => estate.clusters.includes(name))
        .map((name) => ({
          clusterArn: arns.cluster(name),
          clusterName: name,
          status: 'ACTIVE',
          settings: [{ name: 'containerInsights', value: 'enabled' }],
        })),
      failures: [],
    }),
  ),
  answer<DescribeServicesCommandInput, DescribeServicesCommandOutput>(
    'DescribeServices',
    ({ cluster, services = [] }, world) => {
      const found = services.flatMap((name) => {
        const service = world.servicesByName.get(name);
        return service !== undefined && service.cluster === cluster
          ? [serviceOf(service, world)]
          : [];
      });
      return { services: found, failures: [] };
    },
  ),
  answer<DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput>(
    'DescribeTaskDefinition',
    ({ taskDefinition }, { estate }) => {
      const family = estate.families.find((name) => arns.taskDefinition(name) === taskDefinition);
      const service = estate.services.find((one) => one.family === family);
      if (service === undefined) {
        throw new StubRefusal('ClientException', 'Unable to describe task definition.');
      }
      return { taskDefinition: taskDefinitionOf(service), tags: [] };
    },
  ),
  answer<ListServiceDeploymentsCommandInput, ListServiceDeploymentsCommandOutput>(
    'ListServiceDeployments',
    ({ service: name = '', maxResults, nextToken }, world) => {
      const service = world.servicesByName.get(name);
      if (service === undefined) {
        throw new StubRefusal('ServiceNotFoundException', 'Service not found.');
      }
      const all = [
        {
          serviceDeploymentArn: arns.deployment(service),
          status: 'SUCCESSFUL' as const,
          createdAt: world.builtAt,
          finishedAt: world.builtAt,
        },
      ];
      const page = pageOf(all, SIZES.ecs, maxResults, nextToken);
      return { serviceDeployments: page.items, nextToken: page.next };
    },
  ),
  answer<ListServicesCommandInput, ListServicesCommandOutput>(
    'ListServices',
    ({ cluster, maxResults, nextToken }, { estate }) => {
      const all = estate.services
        .filter((service) => service.cluster === cluster)
        .map(arns.service);
      const page = pageOf(all, { ...SIZES.ecs, standard: 100 }, maxResults, nextToken);
      return { serviceArns: page.items, nextToken: page.next };
    },
  ),
  answer<ListTasksCommandInput, ListTasksCommandOutput>(
    'ListTasks',
    ({ cluster, desiredStatus, maxResults, nextToken }, { estate }) => {
      if (desiredStatus === 'STOPPED') return { taskArns: [] };
      const all = estate.services
        .filter((service) => service.cluster === cluster)
        .flatMap((service) => ZONES.map((_, index) => arns.task(service, index)));
      const page = pageOf(all, { ...SIZES.ecs, standard: 100 }, maxResults, nextToken);
      return { taskArns: page.items, nextToken: page.next };
    },
  ),
  answer<DescribeTasksCommandInput, DescribeTasksCommandOutput>(
    'DescribeTasks',
    ({ tasks = [] }, world) => ({ tasks: tasks.map((arn) => taskOf(arn, world)), failures: [] }),
  ),
];

/** A task's ARN ends in its service and its number. */
function taskOf(arn: string, { servicesByName, changedAt }: World): Task {
  const [, , name = '', index = ''] = arn.split('/');
  const service = servicesByName.get(name);
  const zone = ZONES[Number(index)];
  if (service === undefined || zone === undefined) {
    throw new StubRefusal('InvalidParameterException', 'There is no such task.');
  }
  return {
    taskArn: arn,
    clusterArn: arns.cluster(service.cluster),
    group: `service:${name}`,
    taskDefinitionArn: arns.taskDefinition(service.family),
    availabilityZone: zone,
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    healthStatus: 'HEALTHY',
    connectivity: 'CONNECTED',
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    createdAt: changedAt,
    startedAt: changedAt,
    cpu: String(TASK.cpuUnits),
    memory: String(TASK.memoryMiB),
    containers: [
      {
        name: 'app',
        lastStatus: 'RUNNING',
        healthStatus: 'HEALTHY',
        imageDigest: arns.imageDigest(service.family),
      },
    ],
  };
}

function serviceOf(service: EstateService, { builtAt }: World): Service {
  const networkConfiguration = {
    awsvpcConfiguration: {
      subnets: subnetsOf('private').map(({ id }) => id),
      securityGroups: [groupId(service.name)],
      assignPublicIp: 'DISABLED' as const,
    },
  };
  const taskDefinition = arns.taskDefinition(service.family);
  const counts = { desiredCount: MIN_TASKS, runningCount: MIN_TASKS, pendingCount: 0 };
  return {
    serviceArn: arns.service(service),
    serviceName: service.name,
    clusterArn: arns.cluster(service.cluster),
    status: 'ACTIVE',
    ...counts,
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    taskDefinition,
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: true, rollback: true },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
    },
    deploymentController: { type: 'ECS' },
    deployments: [
      {
        id: `ecs-svc/${service.name}`,
        status: 'PRIMARY',
        taskDefinition,
        ...counts,
        failedTasks: 0,
        createdAt: builtAt,
        updatedAt: builtAt,
        launchType: 'FARGATE',
        networkConfiguration,
        rolloutState: 'COMPLETED',
        rolloutStateReason: 'ECS deployment completed.',
      },
    ],
    loadBalancers: [
      {
        targetGroupArn: arns.targetGroup(service.name),
        containerName: 'app',
        containerPort: PORTS.service,
      },
    ],
    networkConfiguration,
    createdAt: builtAt,
    schedulingStrategy: 'REPLICA',
    enableExecuteCommand: false,
    healthCheckGracePeriodSeconds: 60,
    // AWS always sends the last hundred; a service at rest repeats this one every six hours.
    events: Array.from({ length: 100 }, (_, index) => ({
      id: `${service.name}-${index}`,
      createdAt: builtAt,
      message: `(service ${service.name}) has reached a steady state.`,
    })),
  };
}

function taskDefinitionOf({ family, secret }: EstateService): TaskDefinition {
  return {
    taskDefinitionArn: arns.taskDefinition(family),
    family,
    revision: TASK.revision,
    status: 'ACTIVE',
    cpu: String(TASK.cpuUnits),
    memory: String(TASK.memoryMiB),
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    taskRoleArn: arns.role(names.taskRole(family)),
    executionRoleArn: arns.role(names.executionRole(family)),
    containerDefinitions: [
      {
        name: 'app',
        image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${family}:1.0.0`,
        essential: true,
        user: '1000:1000',
        readonlyRootFilesystem: true,
        healthCheck: {
          command: ['CMD', '/app', 'health'],
          interval: CONTAINER_CHECK.intervalSeconds,
          timeout: CONTAINER_CHECK.timeoutSeconds,
          retries: CONTAINER_CHECK.retries,
          startPeriod: CONTAINER_CHECK.startPeriodSeconds,
        },
        portMappings: [{ containerPort: PORTS.service, hostPort: PORTS.service, protocol: 'tcp' }],
        environment: [{ name: 'LOG_LEVEL', value: 'info' }],
        secrets: [{ name: 'DATABASE_PASSWORD', valueFrom: arns.secret(secret) }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': names.logGroup(family),
            'awslogs-region': REGION,
            'awslogs-stream-prefix': 'app',
          },
        },
      },
    ],
  };
}
