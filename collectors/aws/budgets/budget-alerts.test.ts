import {
  BudgetsClient,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from '@aws-sdk/client-budgets';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { budgetAlerts } from './budget-alerts.ts';

const client = mockClient(BudgetsClient);
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  budgets: { monthly: {} },
} as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });
const NOTIFICATION = {
  NotificationType: 'ACTUAL',
  ComparisonOperator: 'GREATER_THAN',
  Threshold: 80,
} as const;

beforeEach(() => {
  client.reset();
  client.on(DescribeNotificationsForBudgetCommand).resolves({ Notifications: [NOTIFICATION] });
  client
    .on(DescribeSubscribersForNotificationCommand)
    .resolves({ Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'a@example.com' }] });
});

test('counts the subscribers of each warning, and keeps none of their addresses', async () => {
  const { items, operations } = await collectWith(budgetAlerts, spec);
  expect(items['monthly']).toMatchObject({
    value: [{ type: 'ACTUAL', threshold: 80, thresholdType: 'PERCENTAGE', subscribers: 1 }],
  });
  expect(JSON.stringify(items)).not.toContain('example.com');
  expect(operations).toEqual(actionsOf(budgetAlerts));
});

test('a budget that AWS does not find is absent', async () => {
  client.on(DescribeNotificationsForBudgetCommand).rejects(named('NotFoundException'));
  expect((await collectWith(budgetAlerts, spec)).items['monthly']?.state).toBe('absent');
});

test('a denial of the subscribers is no absence', async () => {
  client.on(DescribeSubscribersForNotificationCommand).rejects(named('AccessDeniedException'));
  expect((await collectWith(budgetAlerts, spec)).items['monthly']?.state).toBe('unseen');
});
