import { evaluateAll, type RequestContext } from './condition.ts';
import type { PolicyDocument, PolicyText, Statement } from './document.ts';
import { matches, patternOf } from './pattern.ts';
import { selects } from './selection.ts';

/** What a service of AWS asks of a resource. */
export interface ServiceRequest {
  /** Such as `events.amazonaws.com`. */
  readonly service: string;
  /** In lower case: `sqs:sendmessage`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** What is known of the request, by keys in lower case. */
  readonly context: RequestContext;
}

/** Whether the policy of the resource lets the service in; `unclear` when that hangs on what is not known of the request. */
export function letsIn(
  { statements }: PolicyDocument,
  request: ServiceRequest,
): 'yes' | 'no' | 'unclear' {
  const truths = (effect: Statement['effect']) =>
    statements
      .filter((statement) => statement.effect === effect && isAbout(statement, request))
      .map(({ conditions }) => evaluateAll(conditions, request.context));
  const denying = truths('Deny');
  if (denying.includes('true')) return 'no';
  const allowing = truths('Allow');
  if (allowing.includes('true')) return denying.includes('unknown') ? 'unclear' : 'yes';
  return allowing.includes('unknown') ? 'unclear' : 'no';
}

function isAbout(
  { principals, actions, resources }: Statement,
  { service, action, resource }: ServiceRequest,
): boolean {
  if (principals === null || !selects(actions, action) || !covers(resources, resource)) {
    return false;
  }
  const isNamed = principals.list.some(
    (principal) =>
      principal.kind === 'everyone' || (principal.kind === 'service' && principal.name === service),
  );
  return isNamed === (principals.kind === 'only');
}

/** Without resources a statement is about what it is attached to. */
function covers(resources: PolicyText | null, arn: string): boolean {
  if (resources === null) return true;
  const isListed = resources.texts.some((text) => matches(patternOf(text), arn));
  return isListed === (resources.kind === 'only');
}
