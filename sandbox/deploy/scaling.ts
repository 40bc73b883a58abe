import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  type TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicySpec, ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from './context.ts';
import { loadBalancerArn, targetGroupArn } from './lookup.ts';

const NAMESPACE = 'ecs';
const DIMENSION = 'ecs:service:DesiredCount';

/** A scalable target for each scaled service, with the declared policies. */
export async function deployScaling(context: SandboxContext): Promise<void> {
  for (const [cluster, { services }] of Object.entries(context.spec.clusters ?? {})) {
    for (const [name, service] of Object.entries(services)) {
      if (service.scaling === undefined) continue;
      await registerTarget(context, cluster, name, service.scaling);
      for (const policy of Object.keys(service.scaling.policies)) {
        await putPolicy(context, cluster, name, service, policy);
      }
    }
  }
  await writeActivities(context, activitiesOf(context.spec));
}

/** What Application Auto Scaling would tell of the declared load test: each service that is to scale under it does. */
export function activitiesOf({ clusters, load }: Spec): readonly object[] {
  const tested = load?.tested;
  if (tested === undefined) return [];
  const start = Date.parse(tested.startedAt) / 1000;
  const end = Date.parse(tested.endedAt) / 1000;
  const oldestFirst = Object.entries(clusters ?? {}).flatMap(([cluster, { services }]) =>
    Object.entries(services).flatMap(([name, { scaling }]) => {
      if (scaling?.underLoad === undefined) return [];
      const { riseSeconds, returnMinutes } = scaling.underLoad;
      const { minTasks } = scaling;
      const id = resourceId(cluster, name);
      return [
        scalingActivity(id, 'AlarmHigh', minTasks + 1, start + riseSeconds / 2),
        scalingActivity(id, 'AlarmLow', minTasks, end + (returnMinutes * 60) / 2),
      ];
    }),
  );
  return oldestFirst.toReversed();
}

/** One successful step; `at` is in seconds since the epoch. */
export function scalingActivity(
  ResourceId: string,
  alarm: 'AlarmHigh' | 'AlarmLow',
  desiredCount: number,
  at: number,
): object {
  return {
    ActivityId: `${ResourceId} ${at}`,
    ServiceNamespace: NAMESPACE,
    ScalableDimension: DIMENSION,
    ResourceId,
    Description: `Setting desired count to ${desiredCount}.`,
    Cause: `monitor alarm TargetTracking-${ResourceId}-${alarm}-1 in state ALARM triggered policy 1`,
    StatusCode: 'Successful',
    StatusMessage: `Successfully set desired count to ${desiredCount}. Change successfully fulfilled by ecs.`,
    StartTime: at,
    EndTime: at + 30,
  };
}

export async function writeActivities(
  { overlay, account, region }: SandboxContext,
  activities: readonly object[],
): Promise<void> {
  await overlay.writeState(`${account}/${region}/application-autoscaling/activities`, activities);
}

export async function registerTarget(
  context: SandboxContext,
  cluster: string,
  service: string,
  { minTasks, maxTasks }: NonNullable<ServiceSpec['scaling']>,
): Promise<void> {
  await context.make('scalable target', `${cluster}/${service}`, () =>
    context.aws.autoScaling.send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: NAMESPACE,
        ScalableDimension: DIMENSION,
        ResourceId: resourceId(cluster, service),
        MinCapacity: minTasks,
        MaxCapacity: maxTasks,
      }),
    ),
  );
}

/** Puts one declared policy of a service, by its name in the spec. */
export async function putPolicy(
  context: SandboxContext,
  cluster: string,
  name: string,
  service: ServiceSpec,
  policyName: string,
): Promise<void> {
  const declared = service.scaling?.policies[policyName];
  if (declared === undefined) return;
  await context.make('scaling policy', `${cluster}/${name}/${policyName}`, async () => {
    await context.aws.autoScaling.send(
      new PutScalingPolicyCommand({
        PolicyName: policyName,
        PolicyType: 'TargetTrackingScaling',
        ServiceNamespace: NAMESPACE,
        ScalableDimension: DIMENSION,
        ResourceId: resourceId(cluster, name),
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: declared.target,
          DisableScaleIn: false,
          ...(declared.scaleOutCooldownSeconds !== undefined && {
            ScaleOutCooldown: declared.scaleOutCooldownSeconds,
          }),
          ...(declared.scaleInCooldownSeconds !== undefined && {
            ScaleInCooldown: declared.scaleInCooldownSeconds,
          }),
          ...(await metricOf(context, cluster, name, service, declared)),
        },
      }),
    );
  });
}

export function resourceId(cluster: string, service: string): string {
  return `service/${cluster}/${service}`;
}

async function metricOf(
  context: SandboxContext,
  cluster: string,
  name: string,
  service: ServiceSpec,
  policy: ScalingPolicySpec,
): Promise<
  Pick<
    TargetTrackingScalingPolicyConfiguration,
    'PredefinedMetricSpecification' | 'CustomizedMetricSpecification'
  >
> {
  switch (policy.kind) {
    case 'target-tracking':
      return {
        PredefinedMetricSpecification: {
          PredefinedMetricType: policy.metric,
          ...(policy.metric === 'ALBRequestCountPerTarget' && {
            ResourceLabel: await resourceLabel(context, service),
          }),
        },
      };
    case 'queue-depth':
      return { CustomizedMetricSpecification: backlogPerTask(cluster, name, policy.queue) };
  }
}

/** Visible messages for each running task. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html */
function backlogPerTask(
  cluster: string,
  service: string,
  queue: string,
): TargetTrackingScalingPolicyConfiguration['CustomizedMetricSpecification'] {
  return {
    Metrics: [
      {
        Id: 'm1',
        Label: 'Visible messages',
        ReturnData: false,
        MetricStat: {
          Stat: 'Sum',
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateNumberOfMessagesVisible',
            Dimensions: [{ Name: 'QueueName', Value: queue }],
          },
        },
      },
      {
        Id: 'm2',
        Label: 'Running tasks',
        ReturnData: false,
        MetricStat: {
          Stat: 'Average',
          Metric: {
            Namespace: 'ECS/ContainerInsights',
            MetricName: 'RunningTaskCount',
            Dimensions: [
              { Name: 'ClusterName', Value: cluster },
              { Name: 'ServiceName', Value: service },
            ],
          },
        },
      },
      { Id: 'e1', Label: 'Messages per task', ReturnData: true, Expression: 'm1 / m2' },
    ],
  };
}

/** `app/<name>/<id>/targetgroup/<name>/<id>`: the ends of the ARNs of the service's load balancer and target group. */
async function resourceLabel(
  context: SandboxContext,
  { loadBalancer }: ServiceSpec,
): Promise<string> {
  if (loadBalancer === undefined) {
    throw new Error('The service has no load balancer whose requests it could follow.');
  }
  const balancer = Object.entries(context.spec.loadBalancers ?? {}).find(([, { listeners }]) =>
    Object.values(listeners).some(
      ({ targetGroup, rules = {} }) =>
        targetGroup === loadBalancer.targetGroup ||
        Object.values(rules).some((rule) => rule.targetGroup === loadBalancer.targetGroup),
    ),
  );
  if (balancer === undefined) throw new Error('No declared listener forwards to the service.');
  const balancerArn = await loadBalancerArn(context, balancer[0]);
  const groupArn = await targetGroupArn(context, loadBalancer.targetGroup);
  return `${balancerArn.replace(/^.*:loadbalancer\//, '')}/${groupArn.replace(/^.*:/, '')}`;
}
