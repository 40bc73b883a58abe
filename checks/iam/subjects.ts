import type { Subject } from '../../core/check.ts';
import type { RoleSpec } from '../../core/spec/sections/identity.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface RoleSubject extends Subject {
  readonly declared: RoleSpec;
}

/** Every declared role, named as its collectors key it. */
export function declaredRoles(spec: Spec): readonly RoleSubject[] {
  return Object.entries(spec.roles ?? {}).map(([name, declared]) => ({
    name,
    path: ['roles', name],
    declared,
  }));
}

export const NO_ROLES = 'The spec declares no IAM role.';
export const ABSENT = 'The role does not exist.';
/** A policy that we cannot read may allow everything. */
export const UNREADABLE = 'A policy of the role cannot be read.';
export const INTRICATE = 'The policies of the role are too intricate to tell what they allow.';
