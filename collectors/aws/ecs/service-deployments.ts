import type { ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import { listServiceDeployments } from './operations.ts';
import { serviceKey } from './services.ts';

/** How long ECS keeps service deployments. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html */
export const DEPLOYMENT_HISTORY_DAYS = 90;

/** The latest deployment of a service, as ECS records it. */
export const EcsServiceDeployment = z.strictObject({
  arn: z.string().nullable(),
  /** Such as `SUCCESSFUL`, `IN_PROGRESS`, `ROLLBACK_SUCCESSFUL`, `STOPPED`. */
  status: z.string().nullable(),
  statusReason: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type EcsServiceDeployment = z.infer<typeof EcsServiceDeployment>;

/**
 * The latest deployment of every service declared with the rolling controller, the only one that has this history. The
 * key is `<cluster>/<service>`. Absent: ECS keeps no deployment of it.
 */
export const ecsServiceDeployments = defineCollector<EcsServiceDeployment>({
  id: 'aws/ecs/service-deployments',
  title: 'The latest deployment of each ECS service',
  operations: [listServiceDeployments],
  item: EcsServiceDeployment,
  keys: (spec) => rollingServices(spec).map(({ cluster, name }) => serviceKey(cluster, name)),
  collect: async (context) => {
    const observed = await Promise.all(
      rollingServices(context.spec).map(async ({ cluster, name }) => [
        serviceKey(cluster, name),
        await latest(context, cluster, name),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<EcsServiceDeployment>>;
  },
});

function rollingServices({ clusters }: Spec) {
  return Object.entries(clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services)
      .filter(([, { deployment }]) => deployment.controller === 'ECS')
      .map(([name]) => ({ cluster, name })),
  );
}

async function latest(
  { aws }: CollectContext,
  cluster: string,
  service: string,
): Promise<Observation<EcsServiceDeployment>> {
  const answer = await aws.read(listServiceDeployments, { cluster, service });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered':
      return newestOf(answer.value.serviceDeployments ?? [], answer.calls);
  }
}

/** AWS promises no order, so the newest is found by its time. */
function newestOf(
  deployments: readonly ServiceDeploymentBrief[],
  calls: readonly CallId[],
): Observation<EcsServiceDeployment> {
  if (deployments.length > 1 && deployments.some(({ createdAt }) => createdAt === undefined)) {
    return malformed(
      listServiceDeployments,
      calls,
      'A deployment has no time, so it is not known which one is the latest.',
    );
  }
  const [newest] = [...deployments].sort((left, right) => timeOf(right) - timeOf(left));
  return newest === undefined ? absent(calls) : present(toItem(newest), calls);
}

function timeOf({ createdAt }: ServiceDeploymentBrief): number {
  return createdAt?.getTime() ?? 0;
}

function toItem(deployment: ServiceDeploymentBrief): EcsServiceDeployment {
  return {
    arn: deployment.serviceDeploymentArn ?? null,
    status: deployment.status ?? null,
    statusReason: deployment.statusReason ?? null,
    createdAt: deployment.createdAt?.toISOString() ?? null,
  };
}
