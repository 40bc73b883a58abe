// Roles from statements, for tests alone.
import { parseDocument, isMalformed } from '../document.ts';
import { permissionsOf, type Permissions, type Role } from '../permissions.ts';

export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker-task`;

/** A statement as it stands in a document. */
export type RawStatement = Readonly<Record<string, unknown>>;

export function allow(
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: RawStatement = {},
): RawStatement {
  return { Effect: 'Allow', Action, Resource, ...more };
}

export function deny(
  Action: string | readonly string[],
  Resource: string | readonly string[] = '*',
  more: RawStatement = {},
): RawStatement {
  return { Effect: 'Deny', Action, Resource, ...more };
}

export function documentText(
  statements: readonly RawStatement[],
  version: string | undefined = '2012-10-17',
): string {
  return JSON.stringify({ Version: version, Statement: statements });
}

/** A role with a policy for each list of statements. */
export function roleWith(
  policies: readonly (readonly RawStatement[])[],
  boundary: readonly RawStatement[] | null = null,
): Role {
  return {
    arn: ROLE,
    policies: policies.map((statements, index) => ({
      name: `policy-${index}`,
      arn: null,
      document: parseDocument(documentText(statements), 'identity'),
    })),
    boundary: boundary === null ? null : parseDocument(documentText(boundary), 'identity'),
  };
}

/** @throws when a statement cannot be read: a test would then prove nothing. */
export function permissions(
  policies: readonly (readonly RawStatement[])[],
  boundary: readonly RawStatement[] | null = null,
): Permissions {
  const result = permissionsOf(roleWith(policies, boundary));
  if (isMalformed(result)) throw new Error(result.malformed);
  return result;
}
