import {
  ApplicationAutoScalingClient,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { scalingActivities } from './scaling-activities.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const spec = {
  clusters: { main: { services: { app: { scaling: {} }, fixed: {} } } },
} as unknown as Partial<Spec>;

beforeEach(() => {
  scaling.reset();
});

test('keeps those of the services that are declared to scale', async () => {
  scaling.on(DescribeScalingActivitiesCommand).resolves({
    ScalingActivities: [
      {
        ActivityId: '1',
        Description: 'Setting desired count to 3.',
        Cause: 'monitor alarm busy in state ALARM triggered policy cpu',
        ServiceNamespace: 'ecs',
        ResourceId: 'service/main/app',
        ScalableDimension: 'ecs:service:DesiredCount',
        StatusCode: 'Failed',
        StatusMessage: 'No role.',
        StartTime: new Date('2026-11-23T00:00:00Z'),
        NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity' }],
      },
    ],
  });
  const { items, operations } = await collectWith(scalingActivities, spec);
  expect(items).toEqual({
    'main/app': expect.objectContaining({
      state: 'present',
      value: {
        isWhole: true,
        activities: [
          {
            status: 'Failed',
            message: 'No role.',
            description: 'Setting desired count to 3.',
            cause: 'monitor alarm busy in state ALARM triggered policy cpu',
            startedAt: '2026-11-23T00:00:00.000Z',
            notScaled: ['AlreadyAtMaxCapacity'],
          },
        ],
      },
    }),
  });
  expect(operations).toEqual(actionsOf(scalingActivities));
});

test.each([
  [undefined, true],
  ['', true],
  ['2', false],
])('the list with the next token %j is whole: %p, however short it is', async (token, isWhole) => {
  scaling
    .on(DescribeScalingActivitiesCommand)
    .resolves({ ScalingActivities: [], ...(token !== undefined && { NextToken: token }) });
  const { items } = await collectWith(scalingActivities, spec);
  expect(items['main/app']).toMatchObject({ value: { isWhole, activities: [] } });
});

test('an answer without the list is not seen, nor is a denied one', async () => {
  scaling.on(DescribeScalingActivitiesCommand).resolves({});
  expect((await collectWith(scalingActivities, spec)).items['main/app']?.state).toBe('unseen');
  scaling
    .on(DescribeScalingActivitiesCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  expect((await collectWith(scalingActivities, spec)).items['main/app']?.state).toBe('unseen');
});
