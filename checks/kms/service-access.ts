import type { RequestContext } from '../iam/policy/condition.ts';
import type { PolicyDocument } from '../iam/policy/document.ts';
import { letsIn } from '../iam/policy/resource-access.ts';

/** What a service does with the key of what it delivers to. In lower case. */
const USING = ['kms:generatedatakey', 'kms:decrypt'];

/**
 * Whether the policy of a key lets a service use it. Policies of roles do not count: a service has none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
 */
export function keyLetsIn(
  document: PolicyDocument,
  key: string,
  service: string,
  context: RequestContext,
): 'yes' | 'no' | 'unclear' {
  const answers = USING.map((action) =>
    letsIn(document, { service, action, resource: key, context }),
  );
  if (answers.includes('no')) return 'no';
  return answers.includes('unclear') ? 'unclear' : 'yes';
}
