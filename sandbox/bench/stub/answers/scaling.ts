import type {
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { scalingAlarms, type EstateService } from '../../estate.ts';
import { CPU_TARGET, MAX_TASKS, MIN_TASKS } from '../../estate-spec.ts';
import { pageOf, SIZES } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { arns } from './arns.ts';

const answer = answersOf('application-autoscaling', 'application-auto-scaling');

export const scalingAnswers = [
  answer<DescribeScalableTargetsCommandInput, DescribeScalableTargetsCommandOutput>(
    'DescribeScalableTargets',
    ({ ResourceIds, MaxResults, NextToken }, world) => {
      const services = servicesIn(world, ResourceIds);
      const page = pageOf(services, SIZES.scalableTargets, MaxResults, NextToken);
      const items = page.items.map((service) => ({
        ServiceNamespace: 'ecs' as const,
        ResourceId: resourceId(service),
        ScalableDimension: 'ecs:service:DesiredCount' as const,
        MinCapacity: MIN_TASKS,
        MaxCapacity: MAX_TASKS,
        RoleARN: arns.role('AWSServiceRoleForApplicationAutoScaling_ECSService'),
        CreationTime: world.builtAt,
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
        ScalableTargetARN: arns.scalableTarget(service.name),
      }));
      return { ScalableTargets: items, NextToken: page.next };
    },
  ),
  answer<DescribeScalingPoliciesCommandInput, DescribeScalingPoliciesCommandOutput>(
    'DescribeScalingPolicies',
    ({ ResourceId, MaxResults, NextToken }, world) => {
      const services = servicesIn(world, ResourceId === undefined ? undefined : [ResourceId]);
      const page = pageOf(services, SIZES.scalingPolicies, MaxResults, NextToken);
      return {
        ScalingPolicies: page.items.map((service) => policyOf(service, world)),
        NextToken: page.next,
      };
    },
  ),
  answer<DescribeScalingActivitiesCommandInput, DescribeScalingActivitiesCommandOutput>(
    'DescribeScalingActivities',
    () => ({ ScalingActivities: [] }),
  ),
  answer<DescribeScheduledActionsCommandInput, DescribeScheduledActionsCommandOutput>(
    'DescribeScheduledActions',
    () => ({ ScheduledActions: [] }),
  ),
];

function resourceId({ cluster, name }: EstateService): string {
  return `service/${cluster}/${name}`;
}

function servicesIn(
  { estate, servicesByName }: World,
  resourceIds: readonly string[] | undefined,
): readonly EstateService[] {
  if (resourceIds === undefined) return estate.services;
  return resourceIds.flatMap((id) => {
    const service = servicesByName.get(id.slice(id.lastIndexOf('/') + 1));
    return service !== undefined && resourceId(service) === id ? [service] : [];
  });
}

function policyOf(service: EstateService, { builtAt }: World): ScalingPolicy {
  const alarm = (name: string) => ({ AlarmName: name, AlarmARN: arns.alarm(name) });
  return {
    PolicyARN: `${arns.scalableTarget(service.name)}:policyName/cpu`,
    PolicyName: 'cpu',
    ServiceNamespace: 'ecs',
    ResourceId: resourceId(service),
    ScalableDimension: 'ecs:service:DesiredCount',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: CPU_TARGET,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      DisableScaleIn: false,
    },
    Alarms: scalingAlarms(service).map(alarm),
    CreationTime: builtAt,
  };
}
