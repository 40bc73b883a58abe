import type { IamRole } from '../../../collectors/aws/iam/roles.ts';
import { parseDocument } from './document.ts';
import type { Role } from './permissions.ts';

/** Many checks read the same role. */
const read = new WeakMap<IamRole, Role>();

/** A collected role with its documents read; one that cannot be read is among them as such. */
export function readRole(item: IamRole): Role {
  const known = read.get(item);
  if (known !== undefined) return known;
  const { arn, policies, boundary } = item;
  const role: Role = {
    arn,
    policies: policies.map((policy) => ({
      name: policy.name,
      arn: policy.arn,
      document: parseDocument(policy.document, 'identity'),
    })),
    boundary: boundary === null ? null : parseDocument(boundary.document, 'identity'),
  };
  read.set(item, role);
  return role;
}
