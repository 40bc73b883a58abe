import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { ABSENT, declaredRoles, NO_ROLES } from './subjects.ts';

export default defineCheck({
  id: 'iam/boundary-and-hygiene',
  title: 'The role has the declared permissions boundary',
  risk: 'Policies that are attached later give the role more than the plan ever lets it have.',
  remediation: 'Set the declared policy as the permissions boundary of the role.',
  fix: {
    cli: 'aws iam put-role-permissions-boundary --role-name <role> --permissions-boundary <policy-arn>',
    cdk: 'iam.PermissionsBoundary.of(role).apply(boundary)',
  },
  severity: 'low',
  resourceType: 'AWS::IAM::Role',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  controls: [],
  proves: [],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: (spec) =>
    declaredRoles(spec).map((subject) =>
      subject.declared.permissionsBoundary === undefined
        ? { ...subject, notApplicable: 'The spec declares no permissions boundary for the role.' }
        : subject,
    ),

  evaluate({ name, declared }, { roles }, { partition, account }) {
    const policy = declared.permissionsBoundary ?? '';
    const boundary = policy.startsWith('arn:')
      ? policy
      : `arn:${partition}:iam::${account}:policy/${policy}`;
    const expected = { boundary };
    const role = roles.get(name);
    if (role === null) return fail(ABSENT, expected, {});
    const resource = { resource: role.arn };
    const actual = { boundary: role.boundary?.arn ?? null };
    if (role.boundary === null) {
      return fail('The role has no permissions boundary.', expected, actual, resource);
    }
    return role.boundary.arn === boundary
      ? pass(expected, actual, resource)
      : fail('The role has another permissions boundary.', expected, actual, resource);
  },
});
