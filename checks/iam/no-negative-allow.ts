import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { iamRoles } from '../../collectors/aws/iam/roles.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { allowingOf } from './policy/allowing.ts';
import { isMalformed, parseDocument } from './policy/document.ts';
import { readRole } from './policy/read-role.ts';
import { ABSENT, declaredRoles, NO_ROLES, UNREADABLE } from './subjects.ts';

/** A boundary is left out: it allows nothing, so what it names by exception only limits. */
export default defineCheck({
  id: 'iam/no-negative-allow',
  title: 'The policies of the role say what they allow, not what they leave out',
  risk: 'Every action and service that AWS adds later is allowed from its first day.',
  remediation:
    'Replace NotAction, NotResource and NotPrincipal of allowing statements by what is meant.',
  fix: {
    cli: 'aws iam put-role-policy --role-name <role> --policy-name <policy> --policy-document file://<policy>.json',
    cdk: 'role.addToPolicy(new iam.PolicyStatement({ actions: ["<service>:<Action>"], resources: ["<arn>"] }))',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { roles: iamRoles, trusts: roleTrust },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name }, { roles, trusts }) {
    const expected = { negativeStatements: 0 };
    const role = roles.get(name);
    const trust = trusts.get(name);
    if (role === null || trust === null) return fail(ABSENT, expected, {});

    const allowing = allowingOf(readRole(role));
    const document = parseDocument(trust.document, 'trust');
    if (isMalformed(allowing) || isMalformed(document)) return unknown(UNREADABLE);
    const details = [
      ...allowing.flatMap(({ policy, statement: { actions, resources } }) => [
        ...(actions.kind === 'except' ? [`${policy} allows all actions but some.`] : []),
        ...(resources?.kind === 'except' ? [`${policy} allows all resources but some.`] : []),
      ]),
      ...document.statements.flatMap(({ effect, actions, principals }) => [
        ...(effect === 'Allow' && actions.kind === 'except'
          ? ['The trust policy allows all actions but some.']
          : []),
        ...(effect === 'Allow' && principals?.kind === 'except'
          ? ['The trust policy trusts everyone but some.']
          : []),
      ]),
    ];
    const told = { resource: role.arn, details };
    const actual = { negativeStatements: details.length };
    if (details.length > 0) {
      return fail('A statement allows everything but what it names.', expected, actual, told);
    }
    return pass(expected, actual, { resource: role.arn });
  },
});
