import { dailyCosts } from '../../collectors/aws/cost-explorer/daily-costs.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

interface CostSubject extends Subject {
  readonly maxUsdPerMonth: number;
}

/** As many days as a week has, so that every weekday counts once. */
const DAYS = 7;
/** Fewer days say nothing of a month. */
const LEAST_DAYS = 3;
/** AWS has counted a day by then. */
const LATEST_DAYS = 5;
const DAYS_PER_MONTH = 365 / 12;

export default defineCheck({
  id: 'cost/actual-vs-plan',
  title: 'What the last days cost, as a month, stays within the declared envelope',
  risk: 'The plan promised a price, and the bill has another.',
  remediation: 'Find by service what costs more than planned, and size it down.',
  fix: {
    cli: 'aws ce get-cost-and-usage --time-period Start=<day>,End=<day> --granularity DAILY --metrics UnblendedCost --group-by Type=DIMENSION,Key=SERVICE',
    cdk: 'new budgets.CfnBudget(this, "<id>", { budget: { budgetType: "COST", timeUnit: "MONTHLY", budgetLimit: { amount: <usd>, unit: "USD" } } })',
  },
  severity: 'medium',
  resourceType: 'AWS::CE::AnomalyMonitor',
  references: [
    'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html',
  ],
  controls: [],
  proves: ['cost/envelope'],
  needs: { costs: dailyCosts },
  none: 'The spec declares no envelope of costs.',
  subjects: (spec): readonly CostSubject[] => {
    const { cost } = spec;
    if (cost === undefined) return [];
    const { maxUsdPerMonth } = cost;
    const subject = { name: 'month', path: ['cost', 'maxUsdPerMonth'], maxUsdPerMonth };
    return spec.phase === 'pre-cutover'
      ? [
          {
            ...subject,
            notApplicable: 'Before the cutover the deployment does not carry the load.',
          },
        ]
      : [subject];
  },

  evaluate({ maxUsdPerMonth }, { costs }, { takenAt }) {
    const expected = { usdPerMonthAtMost: maxUsdPerMonth };
    // The last days are still being counted.
    const counted = (costs.get('daily') ?? []).filter(({ estimated }) => estimated === false);
    const last = counted.toSorted((a, b) => a.day.localeCompare(b.day)).slice(-DAYS);
    if (last.some(({ usd }) => usd === null)) return unknown('AWS leaves out what a day cost.');
    // A tag that nobody activated gives days that cost nothing.
    if (last.filter(({ usd }) => usd !== null && usd > 0).length < LEAST_DAYS) {
      return unknown('AWS has counted too few days with the declared tags.');
    }
    const newest = Date.parse(last.at(-1)?.day ?? '');
    if (takenAt - newest > LATEST_DAYS * 24 * 60 * 60_000) {
      return unknown('AWS has counted no day of the last five.');
    }
    const total = last.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
    const usdPerMonth = Math.round((total / last.length) * DAYS_PER_MONTH * 100) / 100;
    const actual = { usdPerMonth, days: last.length, until: last.at(-1)?.day ?? null };
    return usdPerMonth <= maxUsdPerMonth
      ? pass(expected, actual)
      : fail('The deployment costs more than the plan allows.', expected, actual);
  },
});
