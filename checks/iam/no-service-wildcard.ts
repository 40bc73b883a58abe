import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { allowingOf } from './policy/allowing.ts';
import { isMalformed } from './policy/document.ts';
import { readRole } from './policy/read-role.ts';
import { reachesBeyondReading, textOf } from './policy/wildcard-actions.ts';
import { ABSENT, declaredRoles, NO_ROLES, UNREADABLE } from './subjects.ts';

/** Judged as written, without denials and boundary: the rule is that a policy lists what it allows. */
export default defineCheck({
  id: 'iam/no-service-wildcard',
  title: 'The policies of the role list the actions that write, one by one',
  risk: 'The role can delete and grant what it never needed, and what AWS adds later.',
  remediation: 'Replace the wildcard by the actions in use; those that only read may keep theirs.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  ],
  controls: ['Security Hub 2026-08 IAM.21'],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { roles }) {
    const expected = { wildcards: [] };
    const role = roles.get(name);
    if (role === null) return fail(ABSENT, expected, {});

    const allowing = allowingOf(readRole(role));
    if (isMalformed(allowing)) return unknown(UNREADABLE);
    const found = allowing.flatMap(({ policy, statement: { actions } }) =>
      actions.kind === 'except'
        ? [{ policy, pattern: 'everything but some actions' }]
        : actions.patterns
            .filter(reachesBeyondReading)
            .map((pattern) => ({ policy, pattern: textOf(pattern) })),
    );
    const actual = { wildcards: found.map(({ pattern }) => pattern) };
    if (found.length > 0) {
      return fail('A wildcard allows actions that do more than read.', expected, actual, {
        resource: role.arn,
        details: found.map(({ policy, pattern }) => `${policy} allows ${pattern}.`),
      });
    }
    return pass(expected, actual, { resource: role.arn });
  },
});
