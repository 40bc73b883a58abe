import { evaluateAll, type Condition, type RequestContext, type Truth } from './condition.ts';
import type { PolicyDocument } from './document.ts';
import { isProvider } from './principal.ts';
import { selects } from './selection.ts';

/** Whom one statement of a trust policy lets in by OpenID Connect. Null where it lets in any. */
export interface Admitted {
  readonly audiences: readonly string[] | null;
  /** As they stand in the policy: a pattern is none that anybody declares. */
  readonly subjects: readonly string[] | null;
}

/**
 * The statements that let identities of a provider assume the role. Those that deny are left out, so that nobody who is
 * let in is missed. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function admittedBy({ statements }: PolicyDocument, provider: string): readonly Admitted[] {
  return statements
    .filter(
      ({ effect, actions, principals }) =>
        effect === 'Allow' &&
        selects(actions, 'sts:assumerolewithwebidentity') &&
        principals?.kind === 'only' &&
        principals.list.some((principal) => isProvider(principal, provider)),
    )
    .map(({ conditions }) => ({
      audiences: pinned(conditions, `${provider}:aud`),
      subjects: pinned(conditions, `${provider}:sub`),
    }));
}

/** Whether a statement denies the role to the workflow of a subject; `unknown` when that is up to the request. */
export function isDeniedTo(
  { statements }: PolicyDocument,
  provider: string,
  { audience, subject }: { readonly audience: string; readonly subject: string },
): Truth {
  const context: RequestContext = new Map([
    [`${provider}:aud`.toLowerCase(), audience],
    [`${provider}:sub`.toLowerCase(), subject],
  ]);
  const truths = statements
    .filter(
      ({ effect, actions, principals }) =>
        effect === 'Deny' &&
        selects(actions, 'sts:assumerolewithwebidentity') &&
        principals !== null &&
        (principals.kind === 'only') ===
          principals.list.some(
            (principal) => principal.kind === 'everyone' || isProvider(principal, provider),
          ),
    )
    .map(({ conditions }) => evaluateAll(conditions, context));
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** Operators that hold for the values listed and for no others. */
const EXACT = ['stringequals', 'stringlike'];

/** The values that a key may have; null when no condition limits them, or one holds without the key as well. */
function pinned(conditions: readonly Condition[], key: string): readonly string[] | null {
  const limiting = conditions.filter(
    (condition) =>
      condition.key === key.toLowerCase() &&
      EXACT.includes(condition.operator) &&
      !condition.ifExists &&
      condition.quantifier !== 'all' &&
      condition.values.length > 0,
  );
  const [first] = limiting;
  return first === undefined ? null : limiting.flatMap(({ values }) => values);
}
