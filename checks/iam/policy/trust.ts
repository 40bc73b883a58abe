import { evaluateAll, type Condition, type RequestContext, type Truth } from './condition.ts';
import type { PolicyDocument } from './document.ts';
import { hasWildcard, patternOf } from './pattern.ts';
import type { Principal } from './principal.ts';
import { selects } from './selection.ts';
import { holdsForSource, type Home } from './service-source.ts';

/** The actions that take a role on; `sts:TagSession` and the like only go with them. */
const ASSUMING = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
] as const;

/** One principal of one statement that lets it take the role on. */
export interface Trusted {
  readonly principal: Principal;
  readonly sid: string | null;
  readonly conditions: readonly Condition[];
  /**
   * Whether the conditions hold for requests on behalf of the role's own account, in the region of the deployment: for the
   * known source, or for some.
   */
  readonly holds: Truth;
}

export interface Trust {
  readonly trusted: readonly Trusted[];
  /** A statement trusts everybody but those it names. */
  readonly hasExceptions: boolean;
}

/**
 * Whom a role trusts. Statements that deny are left out: they make the answer no larger than it is, so nobody who is
 * trusted is missed.
 */
export function trustOf(document: PolicyDocument, home: Home): Trust {
  const allowing = document.statements.filter(
    ({ effect, actions }) =>
      effect === 'Allow' && ASSUMING.some((action) => selects(actions, action)),
  );
  return {
    trusted: allowing.flatMap(({ principals, sid, conditions }) =>
      principals?.kind === 'only'
        ? principals.list.map((principal) => ({
            principal,
            sid,
            conditions,
            holds: holdsFor(principal, conditions, home),
          }))
        : [],
    ),
    hasExceptions: allowing.some(({ principals }) => principals?.kind === 'except'),
  };
}

function holdsFor(principal: Principal, conditions: readonly Condition[], home: Home): Truth {
  const context: RequestContext = new Map([['aws:sourceaccount', home.account]]);
  if (principal.kind !== 'service') return evaluateAll(conditions, context);
  const truths = conditions.map((condition) =>
    condition.key === 'aws:sourcearn'
      ? holdsForSource(condition, principal.name, home)
      : evaluateAll([condition], context),
  );
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** Whether a statement of the document surely denies the service to take the role on. */
export function isDenied(document: PolicyDocument, service: string, account: string): boolean {
  const context: RequestContext = new Map([['aws:sourceaccount', account]]);
  return document.statements.some(
    ({ effect, actions, principals, conditions }) =>
      effect === 'Deny' &&
      selects(actions, 'sts:assumerole') &&
      evaluateAll(conditions, context) === 'true' &&
      principals !== null &&
      (principals.kind === 'only') ===
        principals.list.some(
          (principal) =>
            principal.kind === 'everyone' ||
            (principal.kind === 'service' && principal.name === service),
        ),
  );
}

/**
 * Keys that keep an identity of another account from being used for somebody else: a secret that both sides agreed on,
 * or the organization. https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
const CONFINING = ['sts:externalid', 'aws:principalorgid', 'aws:principalorgpaths'];

/** Whether a condition is about what only the other account and this one agree on, or its organization. */
export function isConfining({ key }: Condition): boolean {
  return CONFINING.includes(key);
}

/** Whether a condition demands an external id or an organization that is named whole. */
export function isConfined(conditions: readonly Condition[]): boolean {
  return conditions.some(
    ({ operator, quantifier, ifExists, key, values }) =>
      CONFINING.includes(key) &&
      values.length > 0 &&
      // Without the key these hold for everybody.
      !ifExists &&
      quantifier !== 'all' &&
      (operator === 'stringequals' || operator === 'stringequalsignorecase'
        ? values.every((value) => value !== '')
        : operator === 'stringlike' && values.every((value) => isWhole(key, value))),
  );
}

/** A pattern for paths may leave the end open, behind the organization; others may not. */
function isWhole(key: string, value: string): boolean {
  if (key === 'aws:principalorgpaths') return /^o-[a-z0-9]{10,32}\//.test(value);
  return value !== '' && !hasWildcard(patternOf(value));
}
