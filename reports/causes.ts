import type { Cause } from '../core/aws.ts';
import type { Finding } from '../core/finding.ts';

/** Why something could not be seen, as lines: the reason, the call with AWS's code, and the permission to grant. */
export function causeText(cause: Cause, { message }: Finding): readonly string[] {
  const { operation, code, action } = cause;
  return [
    ...(cause.message === message ? [] : [`cause: ${cause.message}`]),
    ...(operation === null ? [] : [`call: ${[operation, code].filter(Boolean).join(' ')}`]),
    ...(action === null ? [] : [`grant: ${action}`]),
  ];
}
