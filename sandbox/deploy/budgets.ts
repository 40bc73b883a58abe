import type { SandboxContext } from './context.ts';

/** Monthly budgets that warn at the declared shares. */
export async function deployBudgets(context: SandboxContext): Promise<void> {
  for (const [name, { limitUsdPerMonth, alertAtRatio }] of Object.entries(
    context.spec.budgets ?? {},
  )) {
    await context.make('budget', name, async () => {
      await context.wire.json('budgets', 'AWSBudgetServiceGateway', 'CreateBudget', {
        AccountId: context.account,
        Budget: {
          BudgetName: name,
          BudgetLimit: { Amount: String(limitUsdPerMonth), Unit: 'USD' },
          TimeUnit: 'MONTHLY',
          BudgetType: 'COST',
        },
        NotificationsWithSubscribers: warnings(alertAtRatio).map(([type, ratio]) => ({
          Notification: {
            NotificationType: type,
            ComparisonOperator: 'GREATER_THAN',
            Threshold: ratio * 100,
            ThresholdType: 'PERCENTAGE',
          },
          Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'on-call@example.com' }],
        })),
      });
    });
  }
}

/** At each declared share of what is spent, and when the forecast exceeds the budget. */
function warnings(ratios: readonly number[]): [type: string, ratio: number][] {
  return [...ratios.map((ratio): [string, number] => ['ACTUAL', ratio]), ['FORECASTED', 1]];
}
