// A healthy declared service and its healthy artifact, for the tables of the ecs checks.
import type { EcsCluster } from '../../../collectors/aws/ecs/clusters.ts';
import type { EcsService } from '../../../collectors/aws/ecs/services.ts';
import type {
  EcsContainer,
  EcsTaskDefinition,
} from '../../../collectors/aws/ecs/task-definitions.ts';
import type { EcsTask } from '../../../collectors/aws/ecs/tasks.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import type { ServiceSubject } from '../subjects.ts';

export const DIGEST = `sha256:${'a'.repeat(64)}`;
const TASK_DEFINITION = 'arn:aws:ecs:us-east-1:123456789012:task-definition/worker:7';
const PRIVATE_NETWORK = {
  subnets: ['subnet-a', 'subnet-b'],
  securityGroups: ['sg-worker'],
  assignPublicIp: 'DISABLED',
};

export function serviceSubject(declared: Partial<ServiceSpec> = {}): ServiceSubject {
  return {
    name: 'main/worker',
    path: ['clusters', 'main', 'services', 'worker'],
    cluster: 'main',
    service: 'worker',
    declared: {
      task: {
        family: 'worker',
        revision: 7,
        cpuUnits: 512,
        memoryMiB: 1024,
        architecture: 'X86_64',
        containers: {
          worker: {
            image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1.4.2',
            ports: [8080],
            logGroup: '/ecs/worker',
          },
        },
      },
      roles: { task: 'worker-task', execution: 'worker-execution' },
      desiredCount: 2,
      deployment: {
        controller: 'ECS',
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        settleMinutes: 15,
      },
      network: { subnets: ['private-a', 'private-b'], securityGroups: ['worker'] },
      ...declared,
    },
  };
}

export function serviceArtifact(facts: Partial<EcsService> = {}): EcsService {
  return {
    arn: 'arn:aws:ecs:us-east-1:123456789012:service/main/worker',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    schedulingStrategy: 'REPLICA',
    taskDefinition: TASK_DEFINITION,
    launchType: 'FARGATE',
    capacityProviders: [],
    availabilityZoneRebalancing: 'ENABLED',
    deploymentController: 'ECS',
    deploymentStrategy: 'ROLLING',
    circuitBreaker: { enable: true, rollback: true },
    deploymentAlarms: null,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    network: PRIVATE_NETWORK,
    deployments: [deploymentArtifact()],
    taskSets: [],
    platformVersion: 'LATEST',
    gracePeriodSeconds: null,
    executeCommand: false,
    events: [
      { at: '2026-11-23T11:30:00.000Z', message: '(service worker) has reached a steady state.' },
    ],
    loadBalancers: [],
    ...facts,
  };
}

export function clusterArtifact(facts: Partial<EcsCluster> = {}): EcsCluster {
  return {
    arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/main',
    status: 'ACTIVE',
    containerInsights: 'enabled',
    executeCommand: null,
    ...facts,
  };
}

type Deployment = NonNullable<EcsService['deployments']>[number];

export function deploymentArtifact(facts: Partial<Deployment> = {}): Deployment {
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinition: TASK_DEFINITION,
    rolloutState: 'COMPLETED',
    rolloutStateReason: null,
    failedTasks: 0,
    runningCount: 2,
    createdAt: '2026-11-23T10:00:00.000Z',
    updatedAt: '2026-11-23T10:05:00.000Z',
    network: PRIVATE_NETWORK,
    platformVersion: '1.4.0',
    ...facts,
  };
}

type TaskSet = NonNullable<EcsService['taskSets']>[number];

export function taskSetArtifact(facts: Partial<TaskSet> = {}): TaskSet {
  return {
    id: 'ecs-svc/2',
    status: 'PRIMARY',
    stabilityStatus: 'STEADY_STATE',
    taskDefinition: TASK_DEFINITION,
    createdAt: '2026-11-23T10:00:00.000Z',
    network: PRIVATE_NETWORK,
    ...facts,
  };
}

export function definitionArtifact(facts: Partial<EcsTaskDefinition> = {}): EcsTaskDefinition {
  return {
    arn: TASK_DEFINITION,
    cpu: '512',
    memory: '1024',
    platform: { architecture: 'X86_64', family: 'LINUX' },
    taskRoleArn: 'arn:aws:iam::123456789012:role/worker-task',
    executionRoleArn: 'arn:aws:iam::123456789012:role/worker-execution',
    networkMode: 'awsvpc',
    pidMode: null,
    ipcMode: null,
    fileSystems: [],
    sourceHosts: [],
    containers: [containerArtifact()],
    ...facts,
  };
}

export function containerArtifact(facts: Partial<EcsContainer> = {}): EcsContainer {
  return {
    name: 'worker',
    image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/worker:1.4.2',
    essential: true,
    ports: [{ first: 8080, last: 8080, protocol: 'tcp' }],
    environment: [variable('LOG_LEVEL')],
    environmentFiles: [],
    plaintextSecrets: [],
    secrets: [],
    healthCheck: { intervalSeconds: 30, timeoutSeconds: 5, retries: 3, startPeriodSeconds: 60 },
    user: '1000:1000',
    privileged: false,
    readonlyRootFilesystem: true,
    addedCapabilities: [],
    log: { driver: 'awslogs', group: '/ecs/worker', region: 'us-east-1', createsGroup: false },
    firelens: null,
    ...facts,
  };
}

/** A plain variable; its value is kept only when it is the declared one. */
export function variable(
  name: string,
  facts: Partial<EcsContainer['environment'][number]> = {},
): EcsContainer['environment'][number] {
  return { name, value: null, namesSource: false, ...facts };
}

export function taskArtifact(facts: Partial<EcsTask> = {}): EcsTask {
  return {
    arn: 'arn:aws:ecs:us-east-1:123456789012:task/main/0f1e',
    lastStatus: 'RUNNING',
    healthStatus: 'HEALTHY',
    availabilityZone: 'us-east-1a',
    taskDefinition: TASK_DEFINITION,
    platformVersion: '1.4.0',
    createdAt: '2026-11-23T09:59:00.000Z',
    startedAt: '2026-11-23T10:00:00.000Z',
    digests: { worker: DIGEST },
    ...facts,
  };
}
