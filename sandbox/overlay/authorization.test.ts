import { describe, expect, test } from '@jest/globals';
import { isGranted, requiredAction } from './authorization.ts';
import type { AwsCall } from './aws-request.ts';

function call(service: string, operation: string): AwsCall {
  return {
    protocol: 'json',
    service,
    region: 'us-east-1',
    accessKeyId: 'sandbox',
    operation,
    parameters: {},
  };
}

describe('the action that a call needs', () => {
  test.each([
    ['its own', 'ecs', 'DescribeServices', 'ecs:DescribeServices'],
    ['under the prefix of IAM', 'monitoring', 'GetMetricData', 'cloudwatch:GetMetricData'],
    ['under the prefix of IAM', 'tagging', 'GetResources', 'tag:GetResources'],
    ['that of another name', 'budgets', 'DescribeBudgets', 'budgets:ViewBudget'],
  ])('is %s: %s %s', (_why, service, operation, action) => {
    expect(requiredAction(call(service, operation))).toBe(action);
  });

  test('is none for the identity of the caller', () => {
    expect(requiredAction(call('sts', 'GetCallerIdentity'))).toBeNull();
  });
});

describe('a call is granted', () => {
  const services = call('ecs', 'DescribeServices');

  test('by its action, in whatever case', () => {
    expect(isGranted(services, ['ecs:ListTasks', 'ECS:describeservices'])).toBe(true);
  });

  test('not by another action, nor by part of its name', () => {
    expect(isGranted(services, [])).toBe(false);
    expect(isGranted(services, ['ecs:DescribeService', 'rds:DescribeServices'])).toBe(false);
  });

  test('without any action when it needs none', () => {
    expect(isGranted(call('sts', 'GetCallerIdentity'), [])).toBe(true);
  });
});
