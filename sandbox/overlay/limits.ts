import type { AwsError } from './aws-error.ts';
import type { AwsCall } from './aws-request.ts';

/** How many elements AWS takes in one list of a request. */
interface BatchLimit {
  service: string;
  operation: string;
  /** The list: a member's name, in the query protocols the prefix of its numbered elements. */
  member: string;
  max: number;
  code: string;
}

/** From the API references; the emulator enforces none of them. */
const LIMITS: readonly BatchLimit[] = [
  limit('ecs', 'DescribeServices', 'services', 10, 'InvalidParameterException'),
  limit('ecs', 'DescribeTasks', 'tasks', 100, 'InvalidParameterException'),
  limit('ecs', 'DescribeClusters', 'clusters', 100, 'InvalidParameterException'),
  limit(
    'ecs',
    'DescribeServiceDeployments',
    'serviceDeploymentArns',
    20,
    'InvalidParameterException',
  ),
  limit('ecs', 'DescribeServiceRevisions', 'serviceRevisionArns', 20, 'InvalidParameterException'),
  limit(
    'ecs',
    'DescribeContainerInstances',
    'containerInstances',
    100,
    'InvalidParameterException',
  ),
  limit(
    'application-autoscaling',
    'DescribeScalableTargets',
    'ResourceIds',
    50,
    'ValidationException',
  ),
  limit(
    'application-autoscaling',
    'DescribeScheduledActions',
    'ScheduledActionNames',
    50,
    'ValidationException',
  ),
  limit(
    'application-autoscaling',
    'DescribeScalingPolicies',
    'PolicyNames',
    50,
    'ValidationException',
  ),
  limit('elasticloadbalancing', 'DescribeLoadBalancers', 'Names.member', 20, 'ValidationError'),
  limit(
    'elasticloadbalancing',
    'DescribeLoadBalancers',
    'LoadBalancerArns.member',
    20,
    'ValidationError',
  ),
  limit('elasticloadbalancing', 'DescribeTags', 'ResourceArns.member', 20, 'ValidationError'),
  limit('monitoring', 'GetMetricData', 'MetricDataQueries', 500, 'ValidationError'),
  limit('monitoring', 'DescribeAlarms', 'AlarmNames', 100, 'ValidationError'),
  limit('logs', 'DescribeLogGroups', 'logGroupIdentifiers', 50, 'InvalidParameterException'),
  limit('secretsmanager', 'BatchGetSecretValue', 'SecretIdList', 20, 'InvalidParameterException'),
  limit('ecr', 'DescribeRepositories', 'repositoryNames', 100, 'InvalidParameterException'),
  limit('ecr', 'DescribeImages', 'imageIds', 100, 'InvalidParameterException'),
];

/** AWS's refusal of a call that asks for too much at once; null when it does not. Pure. */
export function brokenLimit(call: AwsCall): AwsError | null {
  for (const { service, operation, member, max, code } of LIMITS) {
    if (service !== call.service || operation !== call.operation) continue;
    if (sizeOf(call, member) <= max) continue;
    const name = member.replace(/\.member$/, '');
    return {
      code,
      message: `${name} can have at most ${max} elements in one call.`,
      status: 400,
      sender: true,
    };
  }
  return null;
}

function sizeOf(call: AwsCall, member: string): number {
  switch (call.protocol) {
    case 'json':
    case 'rest-json': {
      const value = call.parameters[member];
      return Array.isArray(value) ? value.length : 0;
    }
    case 'query':
    case 'ec2':
      return Object.keys(call.parameters).filter((name) => name.startsWith(`${member}.`)).length;
  }
}

function limit(
  service: string,
  operation: string,
  member: string,
  max: number,
  code: string,
): BatchLimit {
  return { service, operation, member, max, code };
}
