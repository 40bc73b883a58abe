import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed } from './policy/document.ts';
import { isKnownAction } from './policy/known-actions.ts';
import { patternOf } from './policy/pattern.ts';
import { decide, permissionsOf } from './policy/permissions.ts';
import { readRole } from './policy/read-role.ts';
import { ABSENT, declaredRoles, INTRICATE, NO_ROLES, UNREADABLE } from './subjects.ts';

export default defineCheck({
  id: 'iam/forbidden-permissions',
  title: 'The policies of the role do not allow what the spec forbids it',
  risk: 'Whoever takes over a task can do what the plan ruled out.',
  remediation: 'Take the action out of the policies of the role, or deny it.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ["<service>:<Action>"], resources: ["*"] }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: (spec) =>
    declaredRoles(spec).map((subject) =>
      (subject.declared.deny ?? []).length === 0
        ? {
            ...subject,
            notApplicable: 'The spec declares nothing that the role must not be allowed.',
          }
        : subject,
    ),

  evaluate({ name, declared }, { roles }) {
    const forbidden = (declared.deny ?? []).flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action, resource }))),
    );
    const expected = { allowed: [] };
    const item = roles.get(name);
    if (item === null) return fail(ABSENT, expected, {});

    const permissions = permissionsOf(readRole(item));
    if (isMalformed(permissions)) return unknown(UNREADABLE);
    const judged = forbidden.map(({ action, resource }) => ({
      text: `${action} on ${resource}`,
      grant: decide(permissions, action, { resources: patternOf(resource) }),
    }));
    // A condition that does not rule it out leaves it to the request.
    const allowed = judged.filter(({ grant }) => grant === 'allowed' || grant === 'conditional');
    const actual = { allowed: allowed.map(({ text }) => text) };
    if (allowed.length > 0) {
      return fail('The role is allowed what the spec forbids.', expected, actual, {
        resource: item.arn,
        details: allowed.map(({ text, grant }) =>
          grant === 'allowed'
            ? `Allowed: ${text}.`
            : `Allowed under a condition that a request can fulfil: ${text}.`,
        ),
      });
    }
    if (judged.some(({ grant }) => grant === 'undecided')) return unknown(INTRICATE);
    const [misspelt] = forbidden.filter(({ action }) => !isKnownAction(action));
    if (misspelt !== undefined) {
      return unknown(
        `AWS is not known to have the action ${misspelt.action}, so that to be without it says nothing.`,
      );
    }
    return pass(expected, actual, { resource: item.arn });
  },
});
