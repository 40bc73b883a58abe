import type { DeploymentAlarms, DeploymentCircuitBreaker, Service } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { batchesOf } from '../batches.ts';
import { observeOne } from '../partial.ts';
import { describeServices, MAX_SERVICES_PER_CALL } from './operations.ts';

const NetworkConfiguration = z.strictObject({
  subnets: z.array(z.string()).nullable(),
  /** Null when AWS left the list out: tasks without groups of their own get the default group of the VPC. */
  securityGroups: z.array(z.string()).nullable(),
  /** Null when AWS leaves it out, which means `DISABLED`. */
  assignPublicIp: z.string().nullable(),
});

const Deployment = z.strictObject({
  id: z.string().nullable(),
  status: z.string().nullable(),
  taskDefinition: z.string().nullable(),
  /** AWS gives it for the rolling controller only. */
  rolloutState: z.string().nullable(),
  rolloutStateReason: z.string().nullable(),
  failedTasks: z.int().nullable(),
  runningCount: z.int().nullable(),
  createdAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  network: NetworkConfiguration.nullable(),
  /** Such as `1.4.0`; `LATEST` until ECS has chosen. */
  platformVersion: z.string().nullable(),
});

const TaskSet = z.strictObject({
  id: z.string().nullable(),
  status: z.string().nullable(),
  stabilityStatus: z.string().nullable(),
  taskDefinition: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  network: NetworkConfiguration.nullable(),
});

/** One ECS service as it is deployed. Null is what AWS left out. */
export const EcsService = z.strictObject({
  arn: z.string(),
  status: z.string().nullable(),
  desiredCount: z.int().nullable(),
  runningCount: z.int().nullable(),
  pendingCount: z.int().nullable(),
  schedulingStrategy: z.string().nullable(),
  taskDefinition: z.string().nullable(),
  /** Null when a capacity-provider strategy is used instead. */
  launchType: z.string().nullable(),
  capacityProviders: z.array(
    z.strictObject({
      provider: z.string().nullable(),
      weight: z.int().nullable(),
      /** Null when AWS leaves it out, which means 0. */
      base: z.int().nullable(),
    }),
  ),
  availabilityZoneRebalancing: z.string().nullable(),
  /** `ECS` when AWS leaves it out. */
  deploymentController: z.string().nullable(),
  deploymentStrategy: z.string().nullable(),
  circuitBreaker: z.strictObject({ enable: z.boolean(), rollback: z.boolean() }).nullable(),
  deploymentAlarms: z.strictObject({ enable: z.boolean(), rollback: z.boolean() }).nullable(),
  minimumHealthyPercent: z.int().nullable(),
  maximumPercent: z.int().nullable(),
  network: NetworkConfiguration.nullable(),
  /** Null when AWS left the list out: that is not the same as none. */
  deployments: z.array(Deployment).nullable(),
  /** Null when AWS left the list out: of another controller than `ECS`, that is not the same as none. */
  taskSets: z.array(TaskSet).nullable(),
  /** Null when AWS leaves it out, which means `LATEST`. */
  platformVersion: z.string().nullable(),
  /** How long a new task may fail the load balancer's health checks. Null when AWS leaves it out, which means 0. */
  gracePeriodSeconds: z.int().nullable(),
  /** Whether commands may be run in its containers; null when AWS leaves it out, which means false. */
  executeCommand: z.boolean().nullable(),
  /** What ECS noted in the hour before, each note once, and the newest note of all. Null when AWS left the list out. */
  events: z.array(z.strictObject({ at: z.iso.datetime(), message: z.string() })).nullable(),
  loadBalancers: z.array(
    z.strictObject({
      targetGroupArn: z.string().nullable(),
      containerName: z.string().nullable(),
      containerPort: z.int().nullable(),
    }),
  ),
});
export type EcsService = z.infer<typeof EcsService>;

/** Every declared service. The key is `<cluster>/<service>`. Absent: never created, or deleted. */
export const ecsServices = defineCollector<EcsService>({
  id: 'aws/ecs/services',
  title: 'ECS services with their deployments, task sets and network',
  operations: [describeServices],
  item: EcsService,
  keys: serviceKeys,
  collect: async (context) => {
    const observed = await Promise.all(
      Object.entries(context.spec.clusters ?? {}).map(([cluster, { services }]) =>
        describe(context, cluster, Object.keys(services)),
      ),
    );
    return Object.assign({}, ...observed) as Record<string, Observation<EcsService>>;
  },
});

export function serviceKeys(spec: Spec): readonly string[] {
  return Object.entries(spec.clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.keys(services).map((name) => serviceKey(cluster, name)),
  );
}

export function serviceKey(cluster: string, service: string): string {
  return `${cluster}/${service}`;
}

async function describe(
  { aws, takenAt }: CollectContext,
  cluster: string,
  names: readonly string[],
) {
  const items: Record<string, Observation<EcsService>> = {};
  await Promise.all(
    batchesOf(names, MAX_SERVICES_PER_CALL).map(async (batch) => {
      const answer = await aws.read(describeServices, { cluster, services: [...batch] });
      for (const name of batch) {
        items[serviceKey(cluster, name)] = withoutDeleted(
          observeOne(
            describeServices,
            answer,
            ({ services }) => services?.find(({ serviceName }) => serviceName === name),
            (item) => item === name || item.endsWith(`/${name}`),
            (service) => toItem(service, takenAt),
          ),
        );
      }
    }),
  );
  return items;
}

/** A deleted service is described for a while, with all of its settings. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html */
function withoutDeleted(service: Observation<EcsService>): Observation<EcsService> {
  return service.state === 'present' && service.value.status === 'INACTIVE'
    ? absent(service.calls)
    : service;
}

function toItem(service: Service, takenAt: number): EcsService {
  return {
    arn: service.serviceArn ?? '',
    status: service.status ?? null,
    desiredCount: service.desiredCount ?? null,
    runningCount: service.runningCount ?? null,
    pendingCount: service.pendingCount ?? null,
    schedulingStrategy: service.schedulingStrategy ?? null,
    taskDefinition: service.taskDefinition ?? null,
    launchType: service.launchType ?? null,
    capacityProviders: (service.capacityProviderStrategy ?? []).map((item) => ({
      provider: item.capacityProvider ?? null,
      weight: item.weight ?? null,
      base: item.base ?? null,
    })),
    availabilityZoneRebalancing: service.availabilityZoneRebalancing ?? null,
    deploymentController: service.deploymentController?.type ?? null,
    deploymentStrategy: service.deploymentConfiguration?.strategy ?? null,
    circuitBreaker: switchOf(service.deploymentConfiguration?.deploymentCircuitBreaker),
    deploymentAlarms: switchOf(service.deploymentConfiguration?.alarms),
    minimumHealthyPercent: service.deploymentConfiguration?.minimumHealthyPercent ?? null,
    maximumPercent: service.deploymentConfiguration?.maximumPercent ?? null,
    network: networkOf(service.networkConfiguration),
    deployments:
      service.deployments?.map((deployment) => ({
        id: deployment.id ?? null,
        status: deployment.status ?? null,
        taskDefinition: deployment.taskDefinition ?? null,
        rolloutState: deployment.rolloutState ?? null,
        rolloutStateReason: deployment.rolloutStateReason ?? null,
        failedTasks: deployment.failedTasks ?? null,
        runningCount: deployment.runningCount ?? null,
        createdAt: deployment.createdAt?.toISOString() ?? null,
        updatedAt: deployment.updatedAt?.toISOString() ?? null,
        network: networkOf(deployment.networkConfiguration),
        platformVersion: deployment.platformVersion ?? null,
      })) ?? null,
    taskSets:
      service.taskSets?.map((taskSet) => ({
        id: taskSet.id ?? null,
        status: taskSet.status ?? null,
        stabilityStatus: taskSet.stabilityStatus ?? null,
        taskDefinition: taskSet.taskDefinition ?? null,
        createdAt: taskSet.createdAt?.toISOString() ?? null,
        network: networkOf(taskSet.networkConfiguration),
      })) ?? null,
    platformVersion: service.platformVersion ?? null,
    gracePeriodSeconds: service.healthCheckGracePeriodSeconds ?? null,
    executeCommand: service.enableExecuteCommand ?? null,
    events: eventsOf(service, takenAt),
    loadBalancers: (service.loadBalancers ?? []).map((balancer) => ({
      targetGroupArn: balancer.targetGroupArn ?? null,
      containerName: balancer.containerName ?? null,
      containerPort: balancer.containerPort ?? null,
    })),
  };
}

const HOUR_MS = 60 * 60 * 1000;

/** Newest first, and of each note the newest: a hundred a service are more than anybody judges. */
function eventsOf({ events }: Service, takenAt: number): EcsService['events'] {
  if (events === undefined) return null;
  return events
    .flatMap(({ createdAt, message }) =>
      createdAt === undefined || message === undefined ? [] : [{ createdAt, message }],
    )
    .sort((left, right) => right.createdAt.getTime() - left.createdAt.getTime())
    .filter(
      ({ createdAt, message }, index, all) =>
        index === 0 ||
        (createdAt.getTime() >= takenAt - HOUR_MS &&
          all.findIndex((event) => event.message === message) === index),
    )
    .map(({ createdAt, message }) => ({ at: createdAt.toISOString(), message }));
}

function switchOf(setting: DeploymentAlarms | DeploymentCircuitBreaker | undefined) {
  if (setting === undefined) return null;
  return { enable: setting.enable ?? false, rollback: setting.rollback ?? false };
}

function networkOf(configuration: Service['networkConfiguration']) {
  const vpc = configuration?.awsvpcConfiguration;
  if (vpc === undefined) return null;
  return {
    subnets: vpc.subnets ?? null,
    securityGroups: vpc.securityGroups ?? null,
    assignPublicIp: vpc.assignPublicIp ?? null,
  };
}
