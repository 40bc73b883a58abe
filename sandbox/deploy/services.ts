import {
  CreateClusterCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { SandboxContext } from './context.ts';
import { groupIds, subnetIds, targetGroupArn } from './lookup.ts';
import { lowerCaseTags } from './tags.ts';
import { deployTaskDefinition } from './task-definitions.ts';

/** Clusters with their services, each on its declared revision. */
export async function deployServices(context: SandboxContext): Promise<void> {
  for (const [cluster, { containerInsights, services }] of Object.entries(
    context.spec.clusters ?? {},
  )) {
    await context.make('cluster', cluster, () =>
      context.aws.ecs.send(
        new CreateClusterCommand({
          clusterName: cluster,
          settings: [
            { name: 'containerInsights', value: containerInsights ? 'enabled' : 'disabled' },
          ],
          capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
          tags: lowerCaseTags(context.spec),
        }),
      ),
    );
    for (const [name, service] of Object.entries(services)) {
      await deployTaskDefinition(context, service);
      await createService(context, cluster, name, service);
    }
  }
}

export async function createService(
  context: SandboxContext,
  cluster: string,
  name: string,
  service: ServiceSpec,
): Promise<void> {
  await context.make('service', `${cluster}/${name}`, async () => {
    await context.aws.ecs.send(
      new CreateServiceCommand(await serviceInput(context, cluster, name, service)),
    );
  });
}

async function serviceInput(
  context: SandboxContext,
  cluster: string,
  name: string,
  service: ServiceSpec,
): Promise<CreateServiceCommandInput> {
  const { task, deployment, capacity, network, loadBalancer } = service;
  const isRolling = deployment.controller === 'ECS';
  return {
    cluster,
    serviceName: name,
    // With another controller ECS takes the revision from the task set that the controller makes.
    taskDefinition: `${task.family}:${task.revision}`,
    desiredCount: declaredCount(service),
    schedulingStrategy: 'REPLICA',
    ...(isRolling ? {} : { deploymentController: { type: deployment.controller } }),
    deploymentConfiguration: {
      minimumHealthyPercent: deployment.minimumHealthyPercent,
      maximumPercent: deployment.maximumPercent,
      ...(isRolling && { deploymentCircuitBreaker: { enable: true, rollback: true } }),
    },
    ...(capacity === undefined
      ? { launchType: 'FARGATE' }
      : {
          capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({
            capacityProvider: provider,
            weight,
            base,
          })),
        }),
    platformVersion: 'LATEST',
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: await subnetIds(context, network.subnets),
        securityGroups: await groupIds(context, network.securityGroups),
        assignPublicIp: 'DISABLED',
      },
    },
    ...(loadBalancer && {
      loadBalancers: [
        {
          targetGroupArn: await targetGroupArn(context, loadBalancer.targetGroup),
          containerName: loadBalancer.container,
          containerPort: loadBalancer.port,
        },
      ],
      healthCheckGracePeriodSeconds: gracePeriodOf(service),
    }),
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    tags: lowerCaseTags(context.spec),
  };
}

/** A scaled service starts at its floor. */
export function declaredCount({ scaling, desiredCount }: ServiceSpec): number {
  return scaling?.minTasks ?? desiredCount ?? 1;
}

/** The longest start that a container of the task may take. */
function gracePeriodOf({ task }: ServiceSpec): number {
  const periods = Object.values(task.containers).map(
    ({ healthCheck }) => healthCheck?.startPeriodSeconds ?? 0,
  );
  return Math.max(0, ...periods);
}
