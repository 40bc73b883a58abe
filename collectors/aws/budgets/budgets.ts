import type { Budget as AwsBudget, Spend } from '@aws-sdk/client-budgets';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { describeBudgets } from './operations.ts';

/** One budget. Amounts are in US dollars; null is what AWS left out, or told in another unit. */
export const Budget = z.strictObject({
  limitUsd: z.number().nullable(),
  /** Such as `MONTHLY`. */
  timeUnit: z.string().nullable(),
  /** Whether it counts a part of the account alone. */
  filtered: z.boolean(),
  actualUsd: z.number().nullable(),
  forecastUsd: z.number().nullable(),
});
export type Budget = z.infer<typeof Budget>;

/** Every declared budget, by name. */
export const budgets = defineCollector<Budget>({
  id: 'aws/budgets/budgets',
  title: 'Budgets with what is spent of them',
  operations: [describeBudgets],
  item: Budget,
  keys: budgetNames,
  collect: ({ spec, aws }) =>
    observeEach(budgetNames(spec), async (name) =>
      observe(await aws.read(describeBudgets, { AccountId: spec.account.id }), ({ Budgets }) => {
        const budget = Budgets?.find(({ BudgetName }) => BudgetName === name);
        return budget === undefined ? null : toItem(budget);
      }),
    ),
});

export function budgetNames(spec: Spec): readonly string[] {
  return Object.keys(spec.budgets ?? {});
}

function toItem(budget: AwsBudget): Budget {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- budgets that were made before 2025 have it still
  const { CostFilters, FilterExpression, CalculatedSpend } = budget;
  return {
    limitUsd: usd(budget.BudgetLimit),
    timeUnit: budget.TimeUnit ?? null,
    filtered: Object.keys(CostFilters ?? {}).length > 0 || FilterExpression !== undefined,
    actualUsd: usd(CalculatedSpend?.ActualSpend),
    forecastUsd: usd(CalculatedSpend?.ForecastedSpend),
  };
}

function usd(spend: Spend | undefined): number | null {
  const amount = Number(spend?.Amount);
  return spend?.Unit === 'USD' && Number.isFinite(amount) ? amount : null;
}
