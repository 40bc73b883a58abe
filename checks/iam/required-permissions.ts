import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed } from './policy/document.ts';
import { patternOf } from './policy/pattern.ts';
import { decideForAll, permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import { ABSENT, declaredRoles, INTRICATE, NO_ROLES, UNREADABLE } from './subjects.ts';

/**
 * Judged from all policies and the boundary of the role. What a policy of the organization or of the resource denies on top
 * of that is not seen here.
 */
export default defineCheck({
  id: 'iam/required-permissions',
  title: 'The policies of the role allow what the spec says it needs',
  risk: 'The service starts, and fails at the first call that it was never allowed.',
  remediation:
    'Add a statement that allows the missing action on the declared resource, and take away what denies it.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: (spec) =>
    declaredRoles(spec).map((subject) =>
      (subject.declared.allow ?? []).length === 0
        ? { ...subject, notApplicable: 'The spec declares nothing that the role must be allowed.' }
        : subject,
    ),

  evaluate({ name, declared }, { roles }) {
    const wanted = (declared.allow ?? []).flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
    );
    const expected = { allowed: wanted.length, refused: [] };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const permissions = permissionsOf(readRole(item));
    if (isMalformed(permissions)) return unknown(UNREADABLE);
    const judged = wanted.map(({ action, resource }) => ({
      text: `${action} on ${resource}`,
      grant: decideForAll(permissions, action, { resources: patternOf(resource) }),
    }));
    const of = (grant: string) =>
      judged.filter((each) => each.grant === grant).map(({ text }) => text);
    const refused = of('denied');
    const actual = { allowed: of('allowed').length, refused };
    if (refused.length > 0) {
      return fail('The role is not allowed what it needs.', expected, actual, {
        resource: item.arn,
        details: refused.map((text) => `Not allowed: ${text}.`),
      });
    }
    if (of('undecided').length > 0) return unknown(INTRICATE);
    if (of('conditional').length > 0) {
      return unknown('The role is allowed what it needs only under conditions of the request.');
    }
    return pass(expected, actual, { resource: item.arn });
  },
});
