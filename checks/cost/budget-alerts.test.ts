import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './budget-alerts.ts';

const subject = {
  name: 'monthly',
  path: ['budgets', 'monthly'],
  declared: { limitUsdPerMonth: 800, alertAtRatio: [0.8, 1] },
};
const alert = (type: string, threshold: number, subscribers = 1, thresholdType = 'PERCENTAGE') => {
  return { type, comparison: 'GREATER_THAN', threshold, thresholdType, subscribers };
};
const having = (...alerts: ReturnType<typeof alert>[]) => ({ alerts: { monthly: alerts } });
const WRONG = 'The budget does not warn as declared.';

testCheck(check, subject, {
  pass: [
    {
      name: 'at both shares, and by the forecast',
      artifacts: having(alert('ACTUAL', 80), alert('ACTUAL', 100), alert('FORECASTED', 100)),
    },
    {
      name: 'by an amount',
      artifacts: having(
        alert('ACTUAL', 640, 1, 'ABSOLUTE_VALUE'),
        alert('ACTUAL', 100),
        alert('FORECASTED', 90),
      ),
    },
  ],
  fail: [
    {
      name: 'costs that are low',
      artifacts: having(
        { ...alert('ACTUAL', 80), comparison: 'LESS_THAN' },
        alert('ACTUAL', 100),
        alert('FORECASTED', 100),
      ),
      message: WRONG,
      details: ['Nobody is warned at 80 %.'],
    },
    {
      name: 'a forecast of five times the budget',
      artifacts: having(alert('ACTUAL', 80), alert('ACTUAL', 100), alert('FORECASTED', 500)),
      message: WRONG,
      details: ['Nobody is warned when the forecast exceeds the budget.'],
    },
    {
      name: 'absent',
      artifacts: { alerts: { monthly: null } },
      message: 'The budget does not exist.',
    },
    {
      name: 'no warning',
      artifacts: having(),
      message: WRONG,
      details: [
        'Nobody is warned at 80 %.',
        'Nobody is warned at 100 %.',
        'Nobody is warned when the forecast exceeds the budget.',
      ],
    },
    {
      name: 'one share',
      artifacts: having(alert('ACTUAL', 100), alert('FORECASTED', 100)),
      message: WRONG,
      details: ['Nobody is warned at 80 %.'],
    },
    {
      name: 'nobody subscribes',
      artifacts: having(alert('ACTUAL', 80, 0), alert('ACTUAL', 100), alert('FORECASTED', 100)),
      message: WRONG,
    },
    {
      name: 'no forecast',
      artifacts: having(alert('ACTUAL', 80), alert('ACTUAL', 100)),
      message: WRONG,
      details: ['Nobody is warned when the forecast exceeds the budget.'],
    },
    {
      name: 'the shares by the forecast alone',
      artifacts: having(alert('FORECASTED', 80), alert('FORECASTED', 100)),
      message: WRONG,
    },
  ],
  unknown: [],
  error: [
    {
      name: 'denied',
      artifacts: { alerts: { monthly: denied('budgets:ViewBudget') } },
      message: 'AWS denied budgets:ViewBudget.',
    },
  ],
});
