import { evaluateAll, type RequestContext, type Truth } from './condition.ts';
import type { PolicyDocument } from './document.ts';
import { describePrincipal, isProvider, type Principal } from './principal.ts';
import { selects } from './selection.ts';
import type { Home } from './service-source.ts';
import { isConfined, isConfining, isDenied, trustOf } from './trust.ts';

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
  /** A declared principal is trusted under conditions of which nobody can tell whether it fulfils them. */
  readonly isConditional: boolean;
  /** A denial that depends on the request, or is about an account, may take away what is allowed. */
  readonly isUncertain: boolean;
}

export function trustFindings(
  document: PolicyDocument,
  declared: DeclaredTrust,
  home: Home,
): TrustFindings {
  const ownAccount = home.account;
  const { trusted, hasExceptions } = trustOf(document, home);
  const principals = trusted.map(({ principal }) => principal);
  const undeclared = principals.filter((principal) => !isDeclared(principal, declared));
  const unconfined = trusted.filter(
    ({ principal, conditions }) =>
      principal.kind === 'account' &&
      principal.account !== ownAccount &&
      declared.accounts.includes(principal.account) &&
      !isConfined(conditions),
  );
  const usable = usablePrincipals(document, home);
  const expected = [
    ...declared.services.map((name) => ({
      name,
      holds: surest(
        usable.filter(({ principal }) => principal.kind === 'service' && principal.name === name),
        isDenied(document, name, ownAccount),
      ),
    })),
    ...declared.accounts.map((id) => ({
      name: id,
      holds: surest(
        usable.filter(({ principal }) => principal.kind === 'account' && principal.account === id),
        false,
      ),
    })),
  ];
  const holding = (wanted: Truth) =>
    expected.filter(({ holds }) => holds === wanted).map(({ name }) => name);
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
    missing: sorted(holding('false')).map(
      (text) => `${text} is declared and cannot assume the role.`,
    ),
    isConditional: holding('unknown').length > 0,
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

interface Usable {
  readonly principal: Principal;
  readonly holds: Truth;
}

/**
 * Services and accounts use `sts:AssumeRole` alone. What confines an account to an external id or an organization is agreed
 * with it, so it is no obstacle.
 */
function usablePrincipals(document: PolicyDocument, home: Home): readonly Usable[] {
  const statements = document.statements.filter(({ actions }) =>
    selects(actions, 'sts:assumerole'),
  );
  return trustOf({ ...document, statements }, home).trusted.map(
    ({ principal, conditions, holds }) => {
      if (principal.kind !== 'account') return { principal, holds };
      const others = conditions.filter((condition) => !isConfining(condition));
      const context: RequestContext = new Map([['aws:principalaccount', principal.account]]);
      return { principal, holds: evaluateAll(others, context) };
    },
  );
}

/** Of several ways in, the surest. */
function surest(ways: readonly Usable[], isRefused: boolean): Truth {
  const truths = ways.map(({ holds }) => holds);
  if (isRefused || truths.every((truth) => truth === 'false')) return 'false';
  return truths.includes('true') ? 'true' : 'unknown';
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
