import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { allowingOf } from './policy/allowing.ts';
import { isMalformed } from './policy/document.ts';
import { readRole } from './policy/read-role.ts';
import { unscopedActions } from './policy/unscoped.ts';
import { ABSENT, declaredRoles, NO_ROLES, UNREADABLE } from './subjects.ts';

/** Judged as written: the rule is that a policy names what it is about, whatever another takes away again. */
export default defineCheck({
  id: 'iam/no-wildcard-resource',
  title: 'The policies of the role name the resources of actions that write, grant or read secrets',
  risk: 'One task that is taken over changes what belongs to all other services.',
  remediation:
    'Replace the wildcard by the ARNs that the role needs, or add a condition on tags of the resources.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { roles }) {
    const expected = { unscoped: [] };
    const role = roles.get(name);
    if (role === null) return fail(ABSENT, expected, {});

    const allowing = allowingOf(readRole(role));
    if (isMalformed(allowing)) return unknown(UNREADABLE);
    const found = allowing.flatMap(({ policy, statement }) =>
      unscopedActions(statement).map((action) => ({ policy, action })),
    );
    const actual = { unscoped: found.map(({ action }) => action) };
    if (found.length > 0) {
      return fail('A statement allows an action on all resources.', expected, actual, {
        resource: role.arn,
        details: found.map(({ policy, action }) => `${policy} allows ${action} on all resources.`),
      });
    }
    return pass(expected, actual, { resource: role.arn });
  },
});
