import { spendAsPlanned, writeCosts } from '../deploy/costs.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must } from './pick.ts';

const budget = (spec: Spec) => must(Object.keys(spec.budgets ?? {})[0], 'budget');

/** Three that are whole and counted, the first, and two that are still being counted. */
const DAYS_SINCE_THE_FIRST = 6;

export const COST_FAULTS: readonly Fault[] = [
  overlayFault({
    id: 'budget-exceeded',
    describes: 'More is spent than a budget allows.',
    breaks: [{ check: 'cost/budget', subject: budget }],
    deviation: 'budgets/budget',
    arguments: (spec) => ({
      budget: budget(spec),
      members: { CalculatedSpend: { ActualSpend: { Amount: '1000000', Unit: 'USD' } } },
    }),
  }),
  overlayFault({
    id: 'budget-with-another-limit',
    describes: 'A budget has another limit than declared.',
    breaks: [{ check: 'cost/budget', subject: budget }],
    deviation: 'budgets/budget',
    arguments: (spec) => ({
      budget: budget(spec),
      members: { BudgetLimit: { Amount: '1', Unit: 'USD' } },
    }),
  }),
  overlayFault({
    id: 'budget-that-forecasts-nothing',
    describes: 'A budget warns nobody of what its forecast says.',
    breaks: [{ check: 'cost/budget-alerts', subject: budget }],
    deviation: 'budgets/notifications',
    arguments: (spec) => ({ budget: budget(spec), type: 'ACTUAL' }),
  }),
  {
    id: 'deployment-too-dear',
    describes: 'The deployment costs twice what the plan allows.',
    breaks: [{ check: 'cost/actual-vs-plan', subject: () => 'month' }],
    async apply(context) {
      await writeCosts(context, 2 * must(context.spec.cost, 'envelope of costs').maxUsdPerMonth);
      return null;
    },
    heal: spendAsPlanned,
  },
  {
    id: 'deployment-too-dear-since-its-first-day',
    describes: 'The deployment of a few days ago costs half as much again as the plan allows.',
    breaks: [{ check: 'cost/actual-vs-plan', subject: () => 'month' }],
    async apply(context) {
      const { maxUsdPerMonth } = must(context.spec.cost, 'envelope of costs');
      await writeCosts(context, 1.5 * maxUsdPerMonth, DAYS_SINCE_THE_FIRST);
      return null;
    },
    heal: spendAsPlanned,
  },
  overlayFault({
    id: 'queue-untagged',
    describes: 'A queue has none of the declared tags.',
    breaks: [{ check: 'cost/tags', subject: () => 'queues' }],
    deviation: 'tagging/untagged',
    arguments: (spec) => {
      const name = must(Object.keys(spec.queues ?? {})[0], 'queue');
      return { arn: `arn:aws:sqs:${spec.account.region}:${spec.account.id}:${name}` };
    },
  }),
];
