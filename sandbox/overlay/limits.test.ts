import { expect, test } from '@jest/globals';
import type { AwsCall } from './aws-request.ts';
import { brokenLimit } from './limits.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);

function jsonCall(service: string, operation: string, member: string, count: number): AwsCall {
  return {
    protocol: 'json',
    service,
    operation,
    region: 'us-east-1',
    accessKeyId: 'test',
    parameters: { [member]: names(count) },
  };
}

function queryCall(operation: string, prefix: string, count: number): AwsCall {
  const parameters = Object.fromEntries(
    names(count).map((name, index) => [`${prefix}.${index + 1}`, name]),
  );
  return {
    ...jsonCall('elasticloadbalancing', operation, '', 0),
    protocol: 'query',
    parameters,
  };
}

test.each([
  ['ecs', 'DescribeServices', 'services', 10, 'InvalidParameterException'],
  ['ecs', 'DescribeTasks', 'tasks', 100, 'InvalidParameterException'],
  ['ecs', 'DescribeServiceDeployments', 'serviceDeploymentArns', 20, 'InvalidParameterException'],
  ['application-autoscaling', 'DescribeScalableTargets', 'ResourceIds', 50, 'ValidationException'],
  ['monitoring', 'GetMetricData', 'MetricDataQueries', 500, 'ValidationError'],
])('%s:%s takes %s up to %i', (service, operation, member, max, code) => {
  expect(brokenLimit(jsonCall(service, operation, member, max))).toBeNull();
  expect(brokenLimit(jsonCall(service, operation, member, max + 1))).toEqual({
    code,
    message: `${member} can have at most ${max} elements in one call.`,
    status: 400,
    sender: true,
  });
});

test('numbered elements of a form are counted', () => {
  expect(brokenLimit(queryCall('DescribeLoadBalancers', 'Names.member', 20))).toBeNull();
  expect(brokenLimit(queryCall('DescribeLoadBalancers', 'Names.member', 21))).toMatchObject({
    code: 'ValidationError',
    message: 'Names can have at most 20 elements in one call.',
  });
});

test('another operation has no such limit', () => {
  expect(brokenLimit(jsonCall('ecs', 'ListServices', 'services', 11))).toBeNull();
});
