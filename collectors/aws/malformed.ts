import type { CallId, Operation } from '../../core/aws.ts';
import { unseen, type Observation } from '../../core/observation.ts';

/** An answer that lacks what AWS always sends: nothing is known from it. `what` is a whole sentence. */
export function malformed(
  operation: Operation,
  calls: readonly CallId[],
  what: string,
): Observation<never> {
  const name = operation.action ?? operation.name;
  return unseen({
    kind: 'malformed-response',
    operation: name,
    code: null,
    message: `The answer to ${name} cannot be relied on. ${what}`,
    action: operation.action,
    calls,
  });
}
