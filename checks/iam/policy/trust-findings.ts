import { evaluateAll, type RequestContext } from './condition.ts';
import type { PolicyDocument } from './document.ts';
import { describePrincipal, isProvider, type Principal } from './principal.ts';
import { selects } from './selection.ts';
import { isConfined, isDenied, trustOf } from './trust.ts';

/** Whom a role must trust, and nobody else. */
export interface DeclaredTrust {
  readonly services: readonly string[];
  readonly accounts: readonly string[];
  /** Providers of OpenID Connect; what of them is admitted is judged apart. */
  readonly providers: readonly string[];
}

/** What a trust policy has that it must not have, and has not that it must, each as whole sentences. */
export interface TrustFindings {
  readonly services: readonly string[];
  readonly accounts: readonly string[];
  readonly open: readonly string[];
  readonly undeclared: readonly string[];
  readonly unconfined: readonly string[];
  readonly missing: readonly string[];
  /** A denial that depends on the request, or is about an account, may take away what is allowed. */
  readonly isUncertain: boolean;
}

export function trustFindings(
  document: PolicyDocument,
  declared: DeclaredTrust,
  ownAccount: string,
): TrustFindings {
  const { trusted, hasExceptions } = trustOf(document, ownAccount);
  const principals = trusted.map(({ principal }) => principal);
  const undeclared = principals.filter((principal) => !isDeclared(principal, declared));
  const unconfined = trusted.filter(
    ({ principal, conditions }) =>
      principal.kind === 'account' &&
      principal.account !== ownAccount &&
      declared.accounts.includes(principal.account) &&
      !isConfined(conditions),
  );
  const usable = usablePrincipals(document, ownAccount);
  const has = (isIt: (principal: Principal) => boolean) => usable.some(isIt);
  const missing = [
    ...declared.services.filter(
      (name) =>
        !has((principal) => principal.kind === 'service' && principal.name === name) ||
        isDenied(document, name, ownAccount),
    ),
    ...declared.accounts.filter(
      (id) => !has((principal) => principal.kind === 'account' && principal.account === id),
    ),
  ];
  return {
    services: sorted(principals.flatMap((each) => (each.kind === 'service' ? [each.name] : []))),
    accounts: sorted(principals.flatMap((each) => (each.kind === 'account' ? [each.account] : []))),
    open: [
      ...(hasExceptions ? ['Everyone is trusted but those whom a statement names.'] : []),
      ...(principals.some(({ kind }) => kind === 'everyone') ? ['Everyone is trusted.'] : []),
    ],
    undeclared: sorted(undeclared.map(describePrincipal)).map(
      (text) => `${text} is trusted and not declared.`,
    ),
    unconfined: sorted(unconfined.map(({ principal }) => describePrincipal(principal))).map(
      (text) => `${text} is trusted without an external id or an organization.`,
    ),
    missing: sorted(missing).map((text) => `${text} is declared and cannot assume the role.`),
    isUncertain: hasOpenDenial(document, ownAccount),
  };
}

/** Who is found open is told as such. */
function isDeclared(
  principal: Principal,
  { services, accounts, providers }: DeclaredTrust,
): boolean {
  switch (principal.kind) {
    case 'everyone':
      return true;
    case 'service':
      return services.includes(principal.name);
    case 'account':
      return accounts.includes(principal.account);
    case 'federated':
      return providers.some((provider) => isProvider(principal, provider));
    case 'other':
      return false;
  }
}

/** Services and accounts use `sts:AssumeRole` alone, and never under a condition that cannot hold. */
function usablePrincipals(document: PolicyDocument, ownAccount: string): readonly Principal[] {
  const statements = document.statements.filter(({ actions }) =>
    selects(actions, 'sts:assumerole'),
  );
  return trustOf({ ...document, statements }, ownAccount).trusted.flatMap(({ principal, holds }) =>
    holds === 'false' ? [] : [principal],
  );
}

/** A denial that is certain, and about services alone, is judged; any other may or may not reach a declared principal. */
function hasOpenDenial({ statements }: PolicyDocument, ownAccount: string): boolean {
  const context: RequestContext = new Map([['aws:sourceaccount', ownAccount]]);
  return statements.some(
    ({ effect, actions, conditions, principals }) =>
      effect === 'Deny' &&
      selects(actions, 'sts:assumerole') &&
      !(
        principals?.kind === 'only' &&
        principals.list.every(({ kind }) => kind === 'service') &&
        evaluateAll(conditions, context) !== 'unknown'
      ),
  );
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
