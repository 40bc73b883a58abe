import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed, parseDocument } from './policy/document.ts';
import { trustFindings } from './policy/trust-findings.ts';
import { ABSENT, declaredRoles, NO_ROLES } from './subjects.ts';

export default defineCheck({
  id: 'iam/trust-principal',
  title: 'The role can be assumed by exactly the declared principals',
  risk: 'A stranger assumes the role and acts as the service, or the service cannot assume it and does not start.',
  remediation:
    'Set the trust policy to the declared principals with UpdateAssumeRolePolicy, other accounts with an external id.',
  fix: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json',
    cdk: 'new iam.Role(this, "<id>", { assumedBy: new iam.ServicePrincipal("ecs-tasks.amazonaws.com") })',
  },
  severity: 'critical',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  controls: [],
  proves: ['security/least-privilege'],
  needs: { trusts: roleTrust },
  none: NO_ROLES,
  subjects: declaredRoles,

  evaluate({ name, declared }, { trusts }, context) {
    const expected = {
      services: [...declared.trust].sort(),
      accounts: [...(declared.trustAccounts ?? [])].sort(),
    };
    const role = trusts.get(name);
    if (role === null) return fail(ABSENT, expected, {});

    const resource = { resource: role.arn };
    const document = parseDocument(role.document, 'trust');
    if (isMalformed(document)) return unknown('The trust policy cannot be read.');
    const providers = declared.trustOidc === undefined ? [] : [declared.trustOidc.provider];
    const findings = trustFindings(document, { ...expected, providers }, context);
    const actual = { services: findings.services, accounts: findings.accounts };
    const details = [
      ...findings.open,
      ...findings.undeclared,
      ...findings.unconfined,
      ...findings.missing,
    ];
    const told = { ...resource, details };
    if (findings.open.length > 0) return fail('The role trusts everyone.', expected, actual, told);
    if (findings.undeclared.length > 0) {
      return fail('The role trusts principals that are not declared.', expected, actual, told);
    }
    if (findings.unconfined.length > 0) {
      return fail(
        'The role trusts another account without an external id or an organization.',
        expected,
        actual,
        told,
      );
    }
    if (findings.missing.length > 0) {
      return fail('The role does not trust every declared principal.', expected, actual, told);
    }
    if (findings.isUncertain) {
      return unknown('A statement may deny the role to a principal that the spec declares.');
    }
    if (findings.isConditional) {
      return unknown('A condition leaves open whether a declared principal can assume the role.');
    }
    return pass(expected, actual, resource);
  },
});
