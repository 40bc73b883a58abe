import { budgets } from '../../collectors/aws/budgets/budgets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredBudgets, NO_BUDGETS } from './subjects.ts';

export default defineCheck({
  id: 'cost/budget',
  title:
    'The declared budget exists with its limit, and neither what is spent nor what is forecast exceeds it',
  risk: 'The bill grows unseen until it is paid.',
  remediation: 'Create the budget with the declared limit, or find what costs more than planned.',
  fix: {
    cli: 'aws budgets create-budget --account-id <account> --budget file://<budget>.json',
    cdk: 'new budgets.CfnBudget(this, "<id>", { budget: { budgetType: "COST", timeUnit: "MONTHLY", budgetLimit: { amount: <usd>, unit: "USD" } } })',
  },
  severity: 'medium',
  resourceType: 'AWS::Budgets::Budget',
  references: [
    'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html',
  ],
  controls: [],
  proves: ['cost/budgets'],
  needs: { budgets },
  none: NO_BUDGETS,
  subjects: declaredBudgets,

  evaluate({ name, declared }, artifacts) {
    const limit = declared.limitUsdPerMonth;
    const expected = { limitUsd: limit, timeUnit: 'MONTHLY', actualUsdAtMost: limit };
    const actual = artifacts.budgets.get(name);
    if (actual === null) return fail(ABSENT, expected, {});
    const { limitUsd, timeUnit, actualUsd, forecastUsd, filtered } = actual;
    if (timeUnit !== null && timeUnit !== 'MONTHLY') {
      return fail('The budget is not one of a month.', expected, actual);
    }
    if (limitUsd !== null && limitUsd !== limit) {
      return fail('The budget has another limit than declared.', expected, actual);
    }
    if (actualUsd !== null && actualUsd > limit) {
      return fail('More is spent than the budget allows.', expected, actual);
    }
    if (forecastUsd !== null && forecastUsd > limit) {
      return fail('More will be spent than the budget allows.', expected, actual);
    }
    // AWS forecasts nothing before it has five weeks of data.
    return timeUnit === null || limitUsd === null || actualUsd === null
      ? unknown('AWS leaves out the limit of the budget, its time, or what is spent of it.')
      : pass(expected, actual, {
          details: filtered ? [] : ['The budget counts all that the account spends.'],
        });
  },
});
