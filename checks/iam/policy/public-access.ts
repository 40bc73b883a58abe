import type { Condition } from './condition.ts';
import type { PolicyDocument, Statement } from './document.ts';
import { hasWildcard, patternOf } from './pattern.ts';
import { describePrincipal, type Principal } from './principal.ts';

/** Whom a policy may let in. */
export interface Own {
  readonly accounts: readonly string[];
  /** The organization that the spec declares, where it declares one. */
  readonly organization?: string | undefined;
}

/** Somebody outside the declared accounts whom a policy of a resource lets in. */
export interface Opening {
  readonly sid: string | null;
  /** As it stands in the policy, or what it means. */
  readonly principal: string;
  /**
   * Anybody, one other account, an identity that the policy does not tell the account of, or anybody of an organization or a
   * network of which nobody can tell whose it is.
   */
  readonly to: 'everyone' | 'another account' | 'somebody unclear' | typeof UNTOLD;
}

const UNTOLD = 'a network or an organization of unknown owner';
/** Of a policy that has such openings and no others. */
export const UNTOLD_OWNER =
  'The policy lets in a network or an organization, and whose that is cannot be told.';

/** Whether it lets in somebody for certain, and not perhaps oneself. */
export function isCertain({ to }: Opening): boolean {
  return to !== UNTOLD;
}

/**
 * Whom the statements that allow something let in beyond one's own: those that deny are left out, so that nobody who is
 * let in is missed. A service of AWS is nobody else: whom it acts for is another question.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html
 */
export function openingsOf({ statements }: PolicyDocument, own: Own): readonly Opening[] {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => openingsIn(statement, own));
}

function openingsIn({ sid, principals, conditions }: Statement, own: Own): readonly Opening[] {
  const kept = conditions.map((condition) => keptTo(condition, own));
  if (kept.includes('own')) return [];
  const everyone = kept.includes('untold') ? UNTOLD : 'everyone';
  // All but some are everybody else.
  if (principals?.kind !== 'only') return [{ sid, principal: 'Everyone', to: everyone }];
  return principals.list.flatMap((principal) => {
    const to = beyond(principal, own.accounts);
    if (to === null) return [];
    // Another account that is named is let in, though perhaps by one network alone.
    return [
      { sid, principal: describePrincipal(principal), to: to === 'everyone' ? everyone : to },
    ];
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
/** Keys whose value is an organization, whole. */
const ORGANIZATION_KEYS = ['aws:principalorgid', 'aws:sourceorgid'];
/** Keys whose value is a path within an organization, which begins with it. */
const ORGANIZATION_PATH_KEYS = ['aws:principalorgpaths', 'aws:sourceorgpaths'];
/** Keys whose value is a network: its number does not say whose it is. */
const NETWORK_KEYS = ['aws:sourcevpce', 'aws:sourcevpc'];

/** Operators that hold only for the values listed; an ARN's `Equals` takes wildcards as well. */
const EXACT = ['stringequals', 'stringequalsignorecase'];
const PATTERNS = ['stringlike', 'arnequals', 'arnlike'];

/** Whom a condition keeps a statement to: one's own, somebody of whom that cannot be told, or nobody in particular. */
export type KeptTo = 'own' | 'untold' | 'anybody';

/** It keeps it to one's own when every value that it allows is one's own, and a request without the key is refused. */
export function keptTo(condition: Condition, own: Own): KeptTo {
  const { operator, quantifier, ifExists, values } = condition;
  if (ifExists || quantifier === 'all' || values.length === 0) return 'anybody';
  if (!EXACT.includes(operator) && !PATTERNS.includes(operator)) return 'anybody';
  const kept = values.map((value) => ownerOf(value, condition, own));
  if (kept.includes('anybody')) return 'anybody';
  return kept.includes('untold') ? 'untold' : 'own';
}

function ownerOf(
  value: string,
  { operator, key }: Condition,
  { accounts, organization }: Own,
): KeptTo {
  const ownIf = (isOwn: boolean): KeptTo => (isOwn ? 'own' : 'anybody');
  if (ARN_KEYS.includes(key)) return ownIf(isOwnArn(value, operator, accounts));
  if (ORGANIZATION_PATH_KEYS.includes(key)) {
    const [root = '', ...below] = value.split('/');
    // What is open behind the organization is still within it.
    if (below.length === 0 || !/^o-[a-z0-9]{10,32}$/.test(root)) return 'anybody';
    return organization === undefined ? 'untold' : ownIf(root === organization);
  }
  // A pattern may cover others' values, whatever it looks like.
  if (PATTERNS.includes(operator) && hasWildcard(patternOf(value))) return 'anybody';
  if (ACCOUNT_KEYS.includes(key)) return ownIf(accounts.includes(value));
  if (value === '' || value.includes('${')) return 'anybody';
  if (ORGANIZATION_KEYS.includes(key)) {
    return organization === undefined ? 'untold' : ownIf(value === organization);
  }
  return NETWORK_KEYS.includes(key) ? 'untold' : 'anybody';
}

/** An ARN's account stands in its fifth part. A bucket's has none; its name belongs to one account alone. */
function isOwnArn(arn: string, operator: string, accounts: readonly string[]): boolean {
  const [scheme, , service = '', , account = '', ...rest] = arn.split(':');
  if (scheme !== 'arn' || service === '') return false;
  // In a text, unlike in an ARN, a wildcard reaches over colons.
  if (!operator.startsWith('arn') && hasWildcard(patternOf(service))) return false;
  if (service === 's3' && account === '') {
    const bucket = rest.join(':');
    return bucket !== '' && !hasWildcard(patternOf(bucket));
  }
  return accounts.includes(account);
}
