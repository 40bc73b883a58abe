import type { IamRole } from '../../../collectors/aws/iam/roles.ts';
import { parseDocument } from './document.ts';
import type { Role } from './permissions.ts';

/** A collected role with its documents read; one that cannot be read is among them as such. */
export function readRole({ arn, policies, boundary }: IamRole): Role {
  return {
    arn,
    policies: policies.map((policy) => ({
      name: policy.name,
      arn: policy.arn,
      document: parseDocument(policy.document, 'identity'),
    })),
    boundary: boundary === null ? null : parseDocument(boundary.document, 'identity'),
  };
}
