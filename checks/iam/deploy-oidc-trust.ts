import { roleTrust } from '../../collectors/aws/iam/role-trust.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isMalformed, parseDocument } from './policy/document.ts';
import { admittedBy, isDeniedTo } from './policy/oidc.ts';
import { ABSENT, declaredRoles, NO_ROLES } from './subjects.ts';

export default defineCheck({
  id: 'iam/deploy-oidc-trust',
  title: 'The role lets in the declared workflows alone by OpenID Connect',
  risk: 'Any repository of the provider, a fork among them, deploys into the account.',
  remediation: 'Pin the audience and each whole subject with StringEquals in the trust policy.',
  fix: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json',
    cdk: 'new iam.OpenIdConnectPrincipal(provider, { StringEquals: { "<host>:aud": "<audience>", "<host>:sub": "<subject>" } })',
  },
  severity: 'high',
  resourceType: 'AWS::IAM::Role',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services',
  ],
  controls: [],
  proves: [],
  needs: { trusts: roleTrust },
  none: NO_ROLES,
  subjects: (spec) =>
    declaredRoles(spec).map((subject) =>
      subject.declared.trustOidc === undefined
        ? { ...subject, notApplicable: 'The spec declares no OpenID Connect trust for the role.' }
        : subject,
    ),

  evaluate({ name, declared }, { trusts }) {
    const { provider = '', audience = '', subjects = [] } = declared.trustOidc ?? {};
    const expected = { provider, audience, subjects: [...subjects].sort() };
    const role = trusts.get(name);
    if (role === null) return fail(ABSENT, expected, {});

    const document = parseDocument(role.document, 'trust');
    if (isMalformed(document)) return unknown('The trust policy cannot be read.');
    const admitted = admittedBy(document, provider);
    const known = admitted.flatMap((each) => each.subjects ?? []);
    const details = [
      ...admitted.flatMap((each) => [
        ...(each.audiences === null ? ['A statement does not pin the audience.'] : []),
        ...(each.subjects === null ? ['A statement does not pin the subject.'] : []),
        ...(each.audiences ?? [])
          .filter((text) => text !== audience)
          .map((text) => `The audience ${text} is admitted and not declared.`),
      ]),
      ...known
        .filter((text) => !subjects.includes(text))
        .map((text) => `The subject ${text} is admitted and not declared.`),
    ];
    const denied = subjects.map((text) => ({
      text,
      isDenied: isDeniedTo(document, provider, { audience, subject: text }),
    }));
    const missing = [
      ...subjects
        .filter((text) => !known.includes(text))
        .map((text) => `The subject ${text} is declared and not admitted.`),
      ...denied
        .filter(({ isDenied }) => isDenied === 'true')
        .map(({ text }) => `The subject ${text} is declared and denied.`),
    ];
    const actual = {
      statements: admitted.length,
      audiences: admitted.flatMap((each) => each.audiences ?? []),
      subjects: [...known].sort(),
    };
    const told = { resource: role.arn, details: [...details, ...missing] };
    if (admitted.length === 0) {
      return fail('The role does not trust the declared provider.', expected, actual, told);
    }
    if (details.length > 0) {
      return fail('The role lets in more workflows than declared.', expected, actual, told);
    }
    if (missing.length > 0) {
      return fail('The role does not let in every declared workflow.', expected, actual, told);
    }
    return denied.some(({ isDenied }) => isDenied === 'unknown')
      ? unknown('A statement may deny the role to a declared workflow.')
      : pass(expected, actual, { resource: role.arn });
  },
});
