import type { Condition } from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { hasWildcard, patternOf } from './pattern.ts';
import { describePrincipal, type Principal } from './principal.ts';

/** Somebody outside the declared accounts whom a policy of a resource lets in. */
export interface Opening {
  readonly sid: string | null;
  /** As it stands in the policy, or what it means. */
  readonly principal: string;
  /** Anybody, one other account, or an identity that the policy does not tell the account of. */
  readonly to: 'everyone' | 'another account' | 'somebody unclear';
}

/**
 * Whom the statements that allow something let in beyond the accounts: those that deny are left out, so that nobody who
 * is let in is missed. A service of AWS is nobody else: whom it acts for is another question.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 */
export function openingsOf(
  { statements }: PolicyDocument,
  accounts: readonly string[],
): readonly Opening[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => openingsIn(statement, accounts));
}

function openingsIn(
  { sid, principals, conditions }: Statement,
  accounts: readonly string[],
): readonly Opening[] {
  if (conditions.some((condition) => isNarrowing(condition, accounts))) return [];
  // All but some are everybody else.
  if (principals?.kind !== 'only') return [{ sid, principal: 'Everyone', to: 'everyone' }];
  return principals.list.flatMap((principal) => {
    const to = beyond(principal, accounts);
    return to === null ? [] : [{ sid, principal: describePrincipal(principal), to }];
  });
}

/** Null for whom the accounts answer for. */
function beyond(principal: Principal, accounts: readonly string[]): Opening['to'] | null {
  switch (principal.kind) {
    case 'everyone':
      return 'everyone';
    case 'service':
      return null;
    case 'account':
      return accounts.includes(principal.account) ? null : 'another account';
    case 'federated':
    case 'other':
      return 'somebody unclear';
  }
}

/** Keys whose value is an account. */
const ACCOUNT_KEYS = [
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:principalaccount',
  'kms:calleraccount',
];
/** Keys whose value is an ARN with an account in it. */
const ARN_KEYS = ['aws:sourcearn', 'aws:principalarn'];
/** Keys whose value is an organization or a network of one's own, whole. */
const OWN_KEYS = ['aws:principalorgid', 'aws:sourceorgid', 'aws:sourcevpce', 'aws:sourcevpc'];

/** Operators that hold only for the values listed; an ARN's `Equals` takes wildcards as well. */
const EXACT = ['stringequals', 'stringequalsignorecase'];
const PATTERNS = ['stringlike', 'arnequals', 'arnlike'];

/**
 * Whether a condition keeps a statement to the accounts: every value that it allows belongs to them, and a request
 * without the key is refused.
 */
function isNarrowing(
  { operator, quantifier, ifExists, key, values }: Condition,
  accounts: readonly string[],
): boolean {
  if (ifExists || quantifier === 'all' || values.length === 0) return false;
  if (!EXACT.includes(operator) && !PATTERNS.includes(operator)) return false;
  return values.every((value) => {
    if (ARN_KEYS.includes(key)) return isOwnArn(value, accounts);
    // A pattern may cover others' values, whatever it looks like.
    if (PATTERNS.includes(operator) && hasWildcard(patternOf(value))) return false;
    if (ACCOUNT_KEYS.includes(key)) return accounts.includes(value);
    return OWN_KEYS.includes(key) && value !== '' && !value.includes('${');
  });
}

/** An ARN's account stands in its fifth part. A bucket's has none; its name belongs to one account alone. */
function isOwnArn(arn: string, accounts: readonly string[]): boolean {
  const [scheme, , service = '', , account = '', ...rest] = arn.split(':');
  if (scheme !== 'arn' || service === '' || hasWildcard(patternOf(service))) return false;
  if (service === 's3' && account === '') {
    const bucket = rest.join(':');
    return bucket !== '' && !hasWildcard(patternOf(bucket));
  }
  return accounts.includes(account);
}
