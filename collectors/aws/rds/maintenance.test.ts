import {
  DescribeEventSubscriptionsCommand,
  DescribePendingMaintenanceActionsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { eventSubscriptions } from './event-subscriptions.ts';
import { pendingMaintenance } from './pending-maintenance.ts';

const rds = mockClient(RDSClient);
const spec = { aurora: { Orders: {}, carts: {} } } as unknown as Partial<Spec>;

beforeEach(() => {
  rds.reset();
});

test('what AWS leaves out of a subscription means all', async () => {
  rds.on(DescribeEventSubscriptionsCommand).resolves({
    EventSubscriptionsList: [
      {
        CustSubscriptionId: 'some',
        Enabled: true,
        Status: 'active',
        SourceType: 'db-cluster',
        SourceIdsList: ['orders'],
        EventCategoriesList: ['failure'],
      },
      { CustSubscriptionId: 'all', Enabled: true },
    ],
  });
  const { items, operations } = await collectWith(eventSubscriptions, spec);
  expect(items['all']).toMatchObject({
    value: [
      { name: 'some', sourceType: 'db-cluster', sources: ['orders'], categories: ['failure'] },
      { name: 'all', status: null, sourceType: null, sources: [], categories: [] },
    ],
  });
  expect(operations).toEqual(actionsOf(eventSubscriptions));
});

test('one call tells of all clusters; who is left out has nothing pending', async () => {
  rds.on(DescribePendingMaintenanceActionsCommand).resolves({
    PendingMaintenanceActions: [
      {
        ResourceIdentifier: 'arn:aws:rds:us-east-1:123456789012:cluster:orders',
        PendingMaintenanceActionDetails: [
          {
            Action: 'system-update',
            Description: 'New system.',
            ForcedApplyDate: new Date('2026-12-01T00:00:00Z'),
            CurrentApplyDate: new Date('2026-11-25T00:00:00Z'),
          },
        ],
      },
    ],
  });
  const { items, operations } = await collectWith(pendingMaintenance, spec);
  expect(items).toMatchObject({
    Orders: {
      value: [
        {
          action: 'system-update',
          description: 'New system.',
          forcedAt: '2026-12-01T00:00:00.000Z',
          appliedAt: '2026-11-25T00:00:00.000Z',
        },
      ],
    },
    carts: { state: 'present', value: [] },
  });
  expect(operations).toEqual(actionsOf(pendingMaintenance));
});

test('answers without their lists are not seen', async () => {
  rds.on(DescribeEventSubscriptionsCommand).resolves({});
  rds.on(DescribePendingMaintenanceActionsCommand).resolves({});
  expect((await collectWith(eventSubscriptions, spec)).items['all']?.state).toBe('unseen');
  expect((await collectWith(pendingMaintenance, spec)).items['carts']?.state).toBe('unseen');
});
