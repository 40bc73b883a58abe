import type { Notification } from '@aws-sdk/client-budgets';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { budgetNames } from './budgets.ts';
import {
  describeNotificationsForBudget,
  describeSubscribersForNotification,
} from './operations.ts';

/** One warning of a budget. Null is what AWS left out. */
export const BudgetAlert = z.strictObject({
  /** `ACTUAL` or `FORECASTED`. */
  type: z.string().nullable(),
  /** `GREATER_THAN`, `LESS_THAN` or `EQUAL_TO`. */
  comparison: z.string().nullable(),
  threshold: z.number().nullable(),
  /** `PERCENTAGE` or `ABSOLUTE_VALUE`. */
  thresholdType: z.string().nullable(),
  subscribers: z.int(),
});
export type BudgetAlert = z.infer<typeof BudgetAlert>;

/** The warnings of every declared budget, by its name. */
export const budgetAlerts = defineCollector<BudgetAlert[]>({
  id: 'aws/budgets/budget-alerts',
  title: 'Whom budgets warn, and when',
  operations: [describeNotificationsForBudget, describeSubscribersForNotification],
  item: z.array(BudgetAlert),
  keys: budgetNames,
  collect: (context) => observeEach(budgetNames(context.spec), (name) => alertsOf(context, name)),
});

async function alertsOf(
  { aws, spec }: CollectContext,
  BudgetName: string,
): Promise<Observation<BudgetAlert[]>> {
  const AccountId = spec.account.id;
  const listed = await aws.read(describeNotificationsForBudget, { AccountId, BudgetName });
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);
  const alerts: BudgetAlert[] = [];
  const calls = [...listed.calls];
  for (const notification of listed.value.Notifications ?? []) {
    const answer = await aws.read(describeSubscribersForNotification, {
      AccountId,
      BudgetName,
      Notification: notification,
    });
    if (answer.state === 'failed') return unseen(answer.cause);
    calls.push(...answer.calls);
    const count = answer.state === 'absent' ? 0 : (answer.value.Subscribers ?? []).length;
    alerts.push(toItem(notification, count));
  }
  return present(alerts, calls);
}

/** AWS leaves the type of a threshold out where it is a percentage: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html */
function toItem(notification: Notification, subscribers: number): BudgetAlert {
  return {
    type: notification.NotificationType ?? null,
    comparison: notification.ComparisonOperator ?? null,
    threshold: notification.Threshold ?? null,
    thresholdType: notification.ThresholdType ?? 'PERCENTAGE',
    subscribers,
  };
}
