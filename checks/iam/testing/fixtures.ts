// A declared role and its artifacts, for the tables of the iam checks.
import type { IamRole } from '../../../collectors/aws/iam/roles.ts';
import type { RoleSpec } from '../../../core/spec/sections/identity.ts';
import { documentText, ROLE, type RawStatement } from '../policy/testing/roles.ts';
import type { RoleSubject } from '../subjects.ts';

export function roleSubject(declared: Partial<RoleSpec> = {}): RoleSubject {
  return {
    name: 'worker-task',
    path: ['roles', 'worker-task'],
    declared: { trust: ['ecs-tasks.amazonaws.com'], ...declared },
  };
}

type PolicyOfRole = IamRole['policies'][number];

/** An inline policy of these statements. */
export function inline(...statements: readonly RawStatement[]): PolicyOfRole {
  return { name: 'inline', arn: null, document: documentText(statements) };
}

/** A managed policy by its ARN. */
export function managed(arn: string, ...statements: readonly RawStatement[]): PolicyOfRole {
  return {
    name: arn.slice(arn.lastIndexOf('/') + 1),
    arn,
    document: encodeURIComponent(documentText(statements)),
  };
}

/** The role with these policies alone. */
export function roleArtifact(
  policies: readonly PolicyOfRole[],
  boundary: readonly RawStatement[] | null = null,
): { roles: Record<string, IamRole> } {
  return {
    roles: {
      'worker-task': {
        arn: ROLE,
        policies: [...policies],
        boundary:
          boundary === null
            ? null
            : {
                arn: 'arn:aws:iam::123456789012:policy/boundary',
                document: documentText(boundary),
              },
      },
    },
  };
}
