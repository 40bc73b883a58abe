import { dailyCosts, type DailyCost } from '../../collectors/aws/cost-explorer/daily-costs.ts';
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
    const days = counted.toSorted((a, b) => a.day.localeCompare(b.day));
    const last = days.slice(-DAYS);
    if (last.some(({ usd }) => usd === null)) return unknown('AWS leaves out what a day cost.');
    const whole = last.filter((each) => isWhole(each, days[days.indexOf(each) - 1]));
    if (whole.length < LEAST_DAYS) {
      return unknown('AWS has counted too few whole days with the declared tags.');
    }
    const newest = Date.parse(last.at(-1)?.day ?? '');
    if (takenAt - newest > LATEST_DAYS * 24 * 60 * 60_000) {
      return unknown('AWS has counted no day of the last five.');
    }
    const total = whole.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
    const usdPerMonth = Math.round((total / whole.length) * DAYS_PER_MONTH * 100) / 100;
    const actual = { usdPerMonth, days: whole.length, until: last.at(-1)?.day ?? null };
    return usdPerMonth <= maxUsdPerMonth
      ? pass(expected, actual)
      : fail('The deployment costs more than the plan allows.', expected, actual);
  },
});

/**
 * A day that costs nothing is one before the deployment, or of a tag that nobody activated; on the day after it the
 * deployment was there for some hours only. Both would make it look cheaper than it is.
 */
function isWhole({ usd }: DailyCost, before: DailyCost | undefined): boolean {
  return usd !== 0 && before?.usd !== 0;
}
