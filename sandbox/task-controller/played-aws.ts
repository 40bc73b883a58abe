import { DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import { PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SandboxContext } from '../deploy/context.ts';
import { found, loadBalancerArn, targetGroupArn } from '../deploy/lookup.ts';
import { resourceId } from '../deploy/scaling.ts';
import {
  type LaunchTimes,
  LAUNCH_TIMES_STATE,
  LaunchTimesByService,
} from '../overlay/completions/ecs-fleet.ts';
import type { PlayedMetrics } from './played-metrics.ts';
import type { PlayedService } from './played-service.ts';
import type { ScalingActivity } from './scaling-activities.ts';
import type { AlarmState } from './target-tracking.ts';

/** What a service is known by in AWS. */
export interface AwsNames {
  readonly serviceArn: string;
  readonly resource: string;
  readonly targetGroupArn: string;
  /** The ends of the ARNs, as CloudWatch names them. */
  readonly loadBalancer: string;
  readonly targetGroup: string;
  readonly highAlarm: string;
  readonly lowAlarm: string;
}

/** @throws {Error} naming what the sandbox does not have of the service. */
export async function awsNames(context: SandboxContext, played: PlayedService): Promise<AwsNames> {
  const resource = resourceId(played.cluster, played.service);
  const service = await askService(context, played);
  const groupArn = await targetGroupArn(context, played.targetGroup);
  const balancer = Object.entries(context.spec.loadBalancers ?? {}).find(([, { listeners }]) =>
    Object.values(listeners).some(({ targetGroup }) => targetGroup === played.targetGroup),
  );
  const balancerName = found(
    balancer?.[0],
    'load balancer of the target group',
    played.targetGroup,
  );
  const balancerArn = await loadBalancerArn(context, balancerName);
  const { ScalingPolicies = [] } = await context.aws.autoScaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', ResourceId: resource }),
  );
  const policy = ScalingPolicies.find(({ PolicyName }) => PolicyName === played.policyName);
  const alarmOf = (kind: 'AlarmHigh' | 'AlarmLow') =>
    found(
      policy?.Alarms?.find(({ AlarmName = '' }) => AlarmName.includes(`-${kind}-`))?.AlarmName,
      `${kind} of the policy`,
      played.policyName,
    );
  return {
    serviceArn: service.arn,
    resource,
    targetGroupArn: groupArn,
    loadBalancer: balancerArn.replace(/^.*:loadbalancer\//, ''),
    targetGroup: groupArn.replace(/^.*:/, ''),
    highAlarm: alarmOf('AlarmHigh'),
    lowAlarm: alarmOf('AlarmLow'),
  };
}

export interface ServiceCounts {
  readonly arn: string;
  readonly desired: number;
  readonly running: number;
}

export async function askService(
  { aws }: SandboxContext,
  { cluster, service }: PlayedService,
): Promise<ServiceCounts> {
  const { services = [] } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  const [answer] = services;
  return {
    arn: found(answer?.serviceArn, 'service', service),
    desired: found(answer?.desiredCount, 'desired count of the service', service),
    running: found(answer?.runningCount, 'running count of the service', service),
  };
}

/** How many targets of the service take traffic. */
export async function askHealthy({ aws }: SandboxContext, names: AwsNames): Promise<number> {
  const { TargetHealthDescriptions = [] } = await aws.elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: names.targetGroupArn }),
  );
  return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy')
    .length;
}

export async function setDesired(
  { aws }: SandboxContext,
  { cluster, service }: PlayedService,
  desiredCount: number,
): Promise<void> {
  await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));
}

export async function setAlarm(
  { aws }: SandboxContext,
  AlarmName: string,
  StateValue: AlarmState,
): Promise<void> {
  await aws.cloudWatch.send(
    new SetAlarmStateCommand({
      AlarmName,
      StateValue,
      StateReason: 'The datapoints of the metric are played by the sandbox.',
    }),
  );
}

export async function putMetrics(
  { aws }: SandboxContext,
  metrics: readonly PlayedMetrics[],
): Promise<void> {
  for (const { namespace, data } of metrics) {
    await aws.cloudWatch.send(
      new PutMetricDataCommand({ Namespace: namespace, MetricData: [...data] }),
    );
  }
}

/** Tasks that the service adds from now on take this time to come up. */
export async function keepLaunchTimes(
  { overlay, account, region }: SandboxContext,
  { serviceArn }: AwsNames,
  times: LaunchTimes,
): Promise<void> {
  const key = `${account}/${region}/${LAUNCH_TIMES_STATE}`;
  const kept = LaunchTimesByService.parse((await overlay.readState(key)) ?? {});
  await overlay.writeState(key, { ...kept, [serviceArn]: times });
}

/** Adds an activity, or puts it in the place of what it was before; the newest are first. */
export async function keepActivity(
  { overlay, account, region }: SandboxContext,
  activity: ScalingActivity,
): Promise<void> {
  const key = `${account}/${region}/application-autoscaling/activities`;
  const kept = await overlay.readState(key);
  const others = (Array.isArray(kept) ? (kept as ScalingActivity[]) : []).filter(
    ({ ActivityId }) => ActivityId !== activity.ActivityId,
  );
  await overlay.writeState(key, [activity, ...others]);
}
