import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './budget.ts';

const subject = {
  name: 'monthly',
  path: ['budgets', 'monthly'],
  declared: { limitUsdPerMonth: 800, alertAtRatio: [0.8, 1] },
};
const having = (facts: object = {}) => ({
  budgets: {
    monthly: {
      limitUsd: 800,
      timeUnit: 'MONTHLY',
      filtered: true,
      actualUsd: 100,
      forecastUsd: 700,
      ...facts,
    },
  },
});
const LEFT_OUT = 'AWS leaves out the limit of the budget, its time, or what is spent of it.';

testCheck(check, subject, {
  pass: [
    { name: 'as declared', artifacts: having() },
    { name: 'no forecast yet', artifacts: having({ forecastUsd: null }) },
    {
      name: 'of the whole account',
      artifacts: having({ filtered: false }),
      details: ['The budget counts all that the account spends.'],
    },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { budgets: { monthly: null } },
      message: 'The budget does not exist.',
    },
    {
      name: 'another limit',
      artifacts: having({ limitUsd: 8000 }),
      message: 'The budget has another limit than declared.',
    },
    {
      name: 'a year',
      artifacts: having({ timeUnit: 'ANNUALLY' }),
      message: 'The budget is not one of a month.',
    },
    {
      name: 'spent',
      artifacts: having({ actualUsd: 801 }),
      message: 'More is spent than the budget allows.',
    },
    {
      name: 'about to be spent',
      artifacts: having({ forecastUsd: 801 }),
      message: 'More will be spent than the budget allows.',
    },
  ],
  unknown: [
    { name: 'no limit in dollars', artifacts: having({ limitUsd: null }), message: LEFT_OUT },
    { name: 'nothing of what is spent', artifacts: having({ actualUsd: null }), message: LEFT_OUT },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { budgets: { monthly: denied('budgets:ViewBudget') } },
      message: 'AWS denied budgets:ViewBudget.',
    },
  ],
});
