import type { AwsCall } from './aws-request.ts';

/** IAM's name of a service where it is not the one that it signs with. */
const IAM_PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', tagging: 'tag' };

/** Operations that are authorised by an action of another name. */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  'budgets:DescribeBudget': 'budgets:ViewBudget',
  'budgets:DescribeBudgets': 'budgets:ViewBudget',
  'budgets:DescribeNotificationsForBudget': 'budgets:ViewBudget',
  'budgets:DescribeSubscribersForNotification': 'budgets:ViewBudget',
};

/** Operations that every caller may use: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = new Set(['sts:GetCallerIdentity']);

/**
 * The IAM action that AWS wants for a call, or null when it wants none. It is AWS's side of the matter, and knows nothing
 * of what collectors declare: https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export function requiredAction({ service, operation }: AwsCall): string | null {
  const action = `${IAM_PREFIXES[service] ?? service}:${operation}`;
  return FREE.has(action) ? null : (OTHER_ACTIONS[action] ?? action);
}

/** Whether a caller with these actions may make the call. Actions have no wildcards here, and are compared as IAM does: without regard to case. */
export function isGranted(call: AwsCall, actions: readonly string[]): boolean {
  const required = requiredAction(call)?.toLowerCase();
  return required === undefined || actions.some((action) => action.toLowerCase() === required);
}
