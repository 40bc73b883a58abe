import {
  ApplicationAutoScalingClient,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { scheduledActions } from './scheduled-actions.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const spec = {
  clusters: { main: { services: { app: { scaling: {} }, fixed: {} } } },
} as unknown as Partial<Spec>;

beforeEach(() => {
  scaling.reset();
});

test('keeps those of the services that are declared to scale', async () => {
  scaling.on(DescribeScheduledActionsCommand).resolves({
    ScheduledActions: [
      {
        ScheduledActionName: 'night',
        ScheduledActionARN: 'arn',
        ServiceNamespace: 'ecs',
        ResourceId: 'service/main/app',
        ScalableDimension: 'ecs:service:DesiredCount',
        Schedule: 'cron(0 1 * * ? *)',
        Timezone: 'Europe/Berlin',
        ScalableTargetAction: { MaxCapacity: 2 },
        StartTime: new Date('2027-01-01T00:00:00Z'),
        CreationTime: new Date(),
      },
    ],
  });
  const { items, operations } = await collectWith(scheduledActions, spec);
  expect(items).toEqual({
    'main/app': expect.objectContaining({
      state: 'present',
      value: [
        {
          name: 'night',
          schedule: 'cron(0 1 * * ? *)',
          timeZone: 'Europe/Berlin',
          minTasks: null,
          maxTasks: 2,
          startsAt: '2027-01-01T00:00:00.000Z',
          endsAt: null,
        },
      ],
    }),
  });
  expect(operations).toEqual(actionsOf(scheduledActions));
});

test('an answer without the list is not seen, nor is a denied one', async () => {
  scaling.on(DescribeScheduledActionsCommand).resolves({});
  expect((await collectWith(scheduledActions, spec)).items['main/app']?.state).toBe('unseen');
  scaling
    .on(DescribeScheduledActionsCommand)
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  expect((await collectWith(scheduledActions, spec)).items['main/app']?.state).toBe('unseen');
});
