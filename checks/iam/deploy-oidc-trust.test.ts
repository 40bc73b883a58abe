import { denied, testCheck } from '../../core/testing/test-check.ts';
import { documentText, ROLE, type RawStatement } from './policy/testing/roles.ts';
import { roleSubject } from './testing/fixtures.ts';
import check from './deploy-oidc-trust.ts';

const HOST = 'token.actions.githubusercontent.com';
const SUBJECT = 'repo:shop/api:ref:refs/heads/main';
const subject = {
  ...roleSubject({
    trust: [],
    trustOidc: { provider: HOST, audience: 'sts.amazonaws.com', subjects: [SUBJECT] },
  }),
};
const statement = (more: RawStatement = {}): RawStatement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${HOST}` },
  Condition: { StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: SUBJECT } },
  ...more,
});
const trusts = (...statements: readonly RawStatement[]) => ({
  trusts: { 'worker-task': { arn: ROLE, document: documentText(statements) } },
});
const under = (operator: string, keys: Readonly<Record<string, string | string[]>>) =>
  trusts(
    statement({
      Condition: {
        [operator]: Object.fromEntries(
          Object.entries(keys).map(([key, value]) => [`${HOST}:${key}`, value]),
        ),
      },
    }),
  );
const AUD = { aud: 'sts.amazonaws.com' };
const MORE = 'The role lets in more workflows than declared.';

testCheck(check, subject, {
  pass: [
    { name: 'audience and subject, whole', artifacts: trusts(statement()) },
    {
      name: 'an operator for patterns, without one',
      artifacts: under('StringLike', { ...AUD, sub: SUBJECT }),
    },
    {
      name: 'keys in another case (I2)',
      artifacts: trusts(
        statement({
          Condition: {
            StringEquals: {
              [`${HOST.toUpperCase()}:AUD`]: 'sts.amazonaws.com',
              [`${HOST}:Sub`]: SUBJECT,
            },
          },
        }),
      ),
    },
    {
      name: 'a denial of another subject',
      artifacts: trusts(
        statement(),
        statement({
          Effect: 'Deny',
          Condition: { StringLike: { [`${HOST}:sub`]: 'repo:shop/web:*' } },
        }),
      ),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { trusts: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'another provider',
      artifacts: trusts(
        statement({
          Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com' },
        }),
      ),
      message: 'The role does not trust the declared provider.',
    },
    {
      name: 'no subject',
      artifacts: under('StringEquals', AUD),
      message: MORE,
      details: [
        'A statement does not pin the subject.',
        `The subject ${SUBJECT} is declared and not admitted.`,
      ],
    },
    {
      name: 'no audience',
      artifacts: under('StringEquals', { sub: SUBJECT }),
      message: MORE,
      details: ['A statement does not pin the audience.'],
    },
    {
      name: 'all branches of the repository',
      artifacts: under('StringLike', { ...AUD, sub: 'repo:shop/api:*' }),
      message: MORE,
      details: [
        'The subject repo:shop/api:* is admitted and not declared.',
        `The subject ${SUBJECT} is declared and not admitted.`,
      ],
    },
    {
      name: 'a second repository',
      artifacts: under('StringEquals', {
        ...AUD,
        sub: [SUBJECT, 'repo:shop/web:ref:refs/heads/main'],
      }),
      message: MORE,
    },
    {
      name: 'another audience beside',
      artifacts: under('StringEquals', { aud: ['sts.amazonaws.com', 'other'], sub: SUBJECT }),
      message: MORE,
      details: ['The audience other is admitted and not declared.'],
    },
    {
      name: 'a subject if there is one (I7)',
      artifacts: under('StringEqualsIfExists', { ...AUD, sub: SUBJECT }),
      message: MORE,
    },
    {
      name: 'all values of a key that may be absent (I7)',
      artifacts: under('ForAllValues:StringEquals', { ...AUD, sub: SUBJECT }),
      message: MORE,
    },
    {
      name: 'an open statement beside a closed one',
      artifacts: trusts(statement(), statement({ Condition: {} })),
      message: MORE,
    },
    {
      name: 'another branch',
      subject: {
        ...roleSubject({
          trustOidc: {
            provider: HOST,
            audience: 'sts.amazonaws.com',
            subjects: [SUBJECT, 'repo:shop/api:environment:production'],
          },
        }),
      },
      artifacts: trusts(statement()),
      message: 'The role does not let in every declared workflow.',
      details: ['The subject repo:shop/api:environment:production is declared and not admitted.'],
    },
    {
      name: 'everybody is denied again',
      artifacts: trusts(statement(), statement({ Effect: 'Deny', Principal: '*', Condition: {} })),
      message: 'The role does not let in every declared workflow.',
      details: [`The subject ${SUBJECT} is declared and denied.`],
    },
    {
      name: 'all but another subject are denied again',
      artifacts: trusts(
        statement(),
        statement({
          Effect: 'Deny',
          Condition: { StringNotLike: { [`${HOST}:sub`]: 'repo:shop/web:*' } },
        }),
      ),
      message: 'The role does not let in every declared workflow.',
      details: [`The subject ${SUBJECT} is declared and denied.`],
    },
  ],
  unknown: [
    {
      name: 'a denial that depends on the request',
      artifacts: trusts(
        statement(),
        statement({
          Effect: 'Deny',
          Condition: { StringNotEquals: { [`${HOST}:actor`]: 'octocat' } },
        }),
      ),
      message: 'A statement may deny the role to a declared workflow.',
    },
    {
      name: 'a trust policy that cannot be read',
      artifacts: { trusts: { 'worker-task': { arn: ROLE, document: '{' } } },
      message: 'The trust policy cannot be read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { trusts: { 'worker-task': denied('iam:GetRole') } },
      message: 'AWS denied iam:GetRole.',
    },
  ],
});
