import type { Condition } from './condition.ts';
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
