import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { tableTargets } from './table-targets.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const spec = {
  tables: { carts: { billing: 'PROVISIONED' }, other: { billing: 'PAY_PER_REQUEST' } },
} as unknown as Partial<Spec>;
const READ = 'dynamodb:table:ReadCapacityUnits' as const;
const target = (ResourceId: string) => ({
  ServiceNamespace: 'dynamodb' as const,
  ResourceId,
  ScalableDimension: READ,
  MinCapacity: 1,
  MaxCapacity: 10,
  RoleARN: 'arn:role',
  CreationTime: new Date(),
});

beforeEach(() => {
  scaling.reset();
  scaling.on(DescribeScalableTargetsCommand).resolves({
    ScalableTargets: [
      target('table/carts'),
      {
        ...target('table/carts/index/a'),
        SuspendedState: { DynamicScalingOutSuspended: true },
      },
      target('table/carts-2'),
    ],
  });
  scaling.on(DescribeScalingPoliciesCommand).resolves({
    ScalingPolicies: [
      {
        PolicyARN: 'arn:policy',
        PolicyName: 'read',
        PolicyType: 'TargetTrackingScaling',
        ServiceNamespace: 'dynamodb',
        ResourceId: 'table/carts',
        ScalableDimension: READ,
        CreationTime: new Date(),
      },
    ],
  });
});

test('keeps those of provisioned tables and their indexes, with how many policies each has and whether it is suspended', async () => {
  const { items, operations } = await collectWith(tableTargets, spec);
  expect(items).toEqual({
    carts: expect.objectContaining({
      state: 'present',
      value: [
        { resourceId: 'table/carts', dimension: READ, policies: 1, most: 10, isSuspended: false },
        {
          ...{ resourceId: 'table/carts/index/a', dimension: READ, policies: 0, most: 10 },
          isSuspended: true,
        },
      ],
    }),
  });
  expect(operations).toEqual(actionsOf(tableTargets));
});

test('an answer without the list is not seen', async () => {
  scaling.on(DescribeScalingPoliciesCommand).resolves({});
  expect((await collectWith(tableTargets, spec)).items['carts']?.state).toBe('unseen');
});
