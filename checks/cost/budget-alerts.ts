import { budgetAlerts } from '../../collectors/aws/budgets/budget-alerts.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredBudgets, NO_BUDGETS } from './subjects.ts';

export default defineCheck({
  id: 'cost/budget-alerts',
  title: 'The budget warns somebody at the declared shares, and when the forecast exceeds it',
  risk: 'The budget is exceeded, and nobody is told before the bill comes.',
  remediation:
    'Add a notification for each declared share and one for the forecast, each with a subscriber.',
  fix: {
    cli: 'aws budgets create-notification --account-id <account> --budget-name <budget> --notification NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=80 --subscribers SubscriptionType=EMAIL,Address=<address>',
    cdk: 'new budgets.CfnBudget(this, "<id>", { budget, notificationsWithSubscribers: [{ notification: { notificationType: "FORECASTED", comparisonOperator: "GREATER_THAN", threshold: 100 }, subscribers }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::Budgets::Budget',
  references: ['https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html'],
  controls: [],
  proves: ['cost/budgets'],
  needs: { alerts: budgetAlerts },
  none: NO_BUDGETS,
  subjects: declaredBudgets,

  evaluate({ name, declared }, artifacts) {
    const percents = declared.alertAtRatio.map((ratio) => ratio * 100);
    const expected = { actualAtPercent: percents, forecasted: true };
    const alerts = artifacts.alerts.get(name);
    if (alerts === null) return fail(ABSENT, expected, {});
    const actual = { alerts };
    // One that tells of low costs warns of nothing.
    const heard = alerts.filter(
      ({ subscribers, comparison }) => subscribers > 0 && comparison === 'GREATER_THAN',
    );
    const percentsOf = (wanted: string) =>
      heard.flatMap(({ type, threshold, thresholdType }) => {
        if (type !== wanted || threshold === null) return [];
        const { limitUsdPerMonth } = declared;
        return [thresholdType === 'PERCENTAGE' ? threshold : (threshold / limitUsdPerMonth) * 100];
      });
    const at = percentsOf('ACTUAL');
    const missing = percents.filter(
      (percent) => !at.some((each) => Math.abs(each - percent) < 0.01),
    );
    const details = [
      ...missing.map((percent) => `Nobody is warned at ${percent} %.`),
      ...(percentsOf('FORECASTED').some((percent) => percent <= 100)
        ? []
        : ['Nobody is warned when the forecast exceeds the budget.']),
    ];
    return details.length === 0
      ? pass(expected, actual)
      : fail('The budget does not warn as declared.', expected, actual, { details });
  },
});
