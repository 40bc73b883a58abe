import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord, recordsOf } from '../json.ts';
import { withMembers } from './members.ts';

export const BUDGETS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of a budget: `{ budget, members }`. */
    name: 'budgets/budget',
    form: 'json',
    service: 'budgets',
    operations: ['DescribeBudgets'],
    edit: (body, { budget, members }) => ({
      ...body,
      Budgets: recordsOf(body, 'Budgets').map((each) =>
        each['BudgetName'] === budget ? withMembers(each, members) : each,
      ),
    }),
  },
  {
    /** Only warnings of one type: `{ budget, type }`. */
    name: 'budgets/notifications',
    form: 'json',
    service: 'budgets',
    operations: ['DescribeNotificationsForBudget'],
    edit: (body, { budget, type }, parameters) =>
      parameters['BudgetName'] === budget
        ? {
            ...body,
            Notifications: recordsOf(body, 'Notifications').filter(
              (each) => isJsonRecord(each) && each['NotificationType'] === type,
            ),
          }
        : body,
  },
];
