import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Json } from '../../../core/json.ts';
import { memberOf } from './differences.ts';

/** Whether a side has a role of the name. */
export function isRole(roles: readonly Fact[], name: string): boolean {
  return roles.some(({ id }) => id === name);
}

/** What a side says of a role's attribute; null when it has no such role. */
export function attribute(roles: readonly Fact[], name: string, member: string): Json {
  const role = roles.find(({ id }) => id === name);
  return role === undefined ? null : memberOf(role, member);
}

/** Whether a role was made a member of another by itself, and not through a third. */
export function isMember(memberships: readonly Fact[], member: string, role: string): boolean {
  return memberships.some(({ id }) => id === `${role}<-${member}`);
}

/** The two roles of a membership, whose name is `role<-member`. */
export function membershipOf({ id }: Fact): { readonly role: string; readonly member: string } {
  const at = id.indexOf('<-');
  return { role: id.slice(0, at), member: id.slice(at + 2) };
}
