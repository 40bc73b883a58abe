import { BudgetsClient, DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { budgets } from './budgets.ts';

const client = mockClient(BudgetsClient);
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  budgets: { monthly: {}, gone: {} },
} as unknown as Partial<Spec>;

beforeEach(() => {
  client.reset();
});

test('lists the budgets of the account once; what is not listed is absent', async () => {
  client.on(DescribeBudgetsCommand, { AccountId: '123456789012' }).resolves({
    Budgets: [
      {
        BudgetName: 'monthly',
        BudgetType: 'COST',
        BudgetLimit: { Amount: '800.0', Unit: 'USD' },
        TimeUnit: 'MONTHLY',
        FilterExpression: { Tags: { Key: 'Project', Values: ['shop'] } },
        CalculatedSpend: { ActualSpend: { Amount: '12.5', Unit: 'USD' } },
      },
    ],
  });
  const { items, operations } = await collectWith(budgets, spec);
  expect(items).toMatchObject({
    monthly: {
      value: {
        limitUsd: 800,
        timeUnit: 'MONTHLY',
        filtered: true,
        actualUsd: 12.5,
        forecastUsd: null,
      },
    },
    gone: { state: 'absent' },
  });
  expect(client.commandCalls(DescribeBudgetsCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(budgets));
});

test('an amount in another unit is not told', async () => {
  client.on(DescribeBudgetsCommand).resolves({
    Budgets: [
      {
        BudgetName: 'monthly',
        BudgetType: 'USAGE',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: '800', Unit: 'GB' },
      },
    ],
  });
  const { items } = await collectWith(budgets, spec);
  expect(items['monthly']).toMatchObject({ value: { limitUsd: null, filtered: false } });
});

test('an answer without the list is not seen', async () => {
  client.on(DescribeBudgetsCommand).resolves({});
  expect((await collectWith(budgets, spec)).items['monthly']?.state).toBe('unseen');
});
