import type { Subject } from '../../core/check.ts';
import type { WebAclSpec } from '../../core/spec/sections/load-balancing.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface WebAclSubject extends Subject {
  readonly declared: WebAclSpec;
}

/** Every declared web ACL, by its name as its collectors key what stands in front of its load balancer. */
export function declaredWebAcls(spec: Spec): readonly WebAclSubject[] {
  return Object.entries(spec.webAcls ?? {}).map(([name, declared]) => ({
    name,
    path: ['webAcls', name],
    declared,
  }));
}

export const NO_WEB_ACLS = 'The spec declares no web ACL.';
export const ABSENT = 'No web ACL stands in front of the load balancer.';
export const NO_RULES_SEEN = 'WAF does not give the rules of the web ACL.';
