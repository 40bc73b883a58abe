import { regionalKey, type JsonCompletion } from '../completion.ts';
import { isJsonRecord, recordsOf, stringOf } from '../json.ts';

export const BUDGETS_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'budgets',
    operations: ['CreateBudget'],
    gap: 'Subscribers cannot be read back.',
    async complete(body, parameters, context) {
      const budget = parameters['Budget'];
      const name = isJsonRecord(budget) ? (stringOf(budget, 'BudgetName') ?? '') : '';
      const key = await regionalKey(context, `budgets/subscribers/${name}`);
      context.state.put(key, recordsOf(parameters, 'NotificationsWithSubscribers'));
      return body;
    },
  },
  {
    form: 'json',
    service: 'budgets',
    operations: ['DescribeSubscribersForNotification'],
    gap: 'Not implemented; the overlay remembers who is named when a budget is created.',
    async answer(parameters, context) {
      const name = stringOf(parameters, 'BudgetName') ?? '';
      const value = context.state.get(await regionalKey(context, `budgets/subscribers/${name}`));
      const known = Array.isArray(value) ? value.filter(isJsonRecord) : [];
      const wanted = parameters['Notification'];
      const found = known.find((each) => isSame(each['Notification'], wanted));
      return { Subscribers: found === undefined ? [] : recordsOf(found, 'Subscribers') };
    },
  },
];

function isSame(one: unknown, other: unknown): boolean {
  return (
    isJsonRecord(one) &&
    isJsonRecord(other) &&
    one['NotificationType'] === other['NotificationType'] &&
    one['Threshold'] === other['Threshold']
  );
}
