import { isObject, textsOf } from './json-values.ts';

/** Whom a statement is about. */
export type Principal =
  /** Anybody at all: `*`. */
  | { readonly kind: 'everyone' }
  | { readonly kind: 'service'; readonly name: string }
  /** An account, or one identity of it. */
  | { readonly kind: 'account'; readonly account: string; readonly text: string }
  | { readonly kind: 'federated'; readonly name: string }
  /** Such as the id that IAM leaves of an identity that was deleted. */
  | { readonly kind: 'other'; readonly text: string };

/** `Principal` (`only` these) or `NotPrincipal` (all `except` these). */
export interface Principals {
  readonly kind: 'only' | 'except';
  readonly list: readonly Principal[];
}

/** Null when a statement has neither element, both, or one that cannot be read. */
export function parsePrincipals(only: unknown, except: unknown): Principals | null {
  if ((only === undefined) === (except === undefined)) return null;
  const list = principalsOf(only ?? except);
  return list === null ? null : { kind: only === undefined ? 'except' : 'only', list };
}

/** Whether it is the provider of OpenID Connect with this host and path, in whatever account. */
export function isProvider(principal: Principal, provider: string): boolean {
  return principal.kind === 'federated' && principal.name.endsWith(`:oidc-provider/${provider}`);
}

/** A principal in words: as it stands in the policy, or what it means. */
export function describePrincipal(principal: Principal): string {
  switch (principal.kind) {
    case 'everyone':
      return 'Everyone';
    case 'service':
    case 'federated':
      return principal.name;
    case 'account':
    case 'other':
      return principal.text;
  }
}

function principalsOf(raw: unknown): readonly Principal[] | null {
  if (raw === '*') return [{ kind: 'everyone' }];
  if (!isObject(raw)) return null;
  const list: Principal[] = [];
  for (const [type, value] of Object.entries(raw)) {
    const texts = textsOf(value);
    if (texts === null) return null;
    list.push(...texts.map((text) => principalOf(type, text)));
  }
  return list;
}

function principalOf(type: string, text: string): Principal {
  switch (type) {
    case 'Service':
      return { kind: 'service', name: text };
    case 'Federated':
      return { kind: 'federated', name: text };
    case 'AWS': {
      // AWS allows no wildcard in a part of a principal, so one that has it is not narrower than all.
      if (text.includes('*')) return { kind: 'everyone' };
      const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(text)?.[1];
      return account === undefined ? { kind: 'other', text } : { kind: 'account', account, text };
    }
    default:
      return { kind: 'other', text };
  }
}
