import { denied, testCheck } from '../../core/testing/test-check.ts';
import { documentText, ROLE, type RawStatement } from './policy/testing/roles.ts';
import { roleSubject } from './testing/fixtures.ts';
import check from './trust-principal.ts';

const FOREIGN = '111122223333';
const TASKS = 'ecs-tasks.amazonaws.com';
const UNDECLARED = 'The role trusts principals that are not declared.';
const EVERYONE = 'The role trusts everyone.';
const UNCONFINED = 'The role trusts another account without an external id or an organization.';
const CONDITIONAL = 'A condition leaves open whether a declared principal can assume the role.';
const MISSING = 'The role does not trust every declared principal.';

const assume = (Principal: unknown, more: RawStatement = {}): RawStatement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const when = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
});
const tasks = assume({ Service: TASKS });
const raw = (document: string) => ({ trusts: { 'worker-task': { arn: ROLE, document } } });
const trusts = (...statements: readonly RawStatement[]) => raw(documentText(statements));
const account = (more: RawStatement = {}) => assume({ AWS: `arn:aws:iam::${FOREIGN}:root` }, more);
const twoDeclared = { subject: roleSubject({ trustAccounts: [FOREIGN] }) as never };

testCheck(check, roleSubject(), {
  pass: [
    { name: 'the declared service', artifacts: trusts(tasks) },
    {
      name: 'URL-encoded, as IAM gives it (I1)',
      artifacts: raw(encodeURIComponent(documentText([tasks]))),
    },
    {
      name: 'one statement that is no list (I2)',
      artifacts: raw(JSON.stringify({ Version: '2012-10-17', Statement: tasks })),
    },
    {
      name: 'the declared service, for this account (I6)',
      artifacts: trusts(
        assume({ Service: [TASKS] }, when('StringEquals', 'aws:SourceAccount', '123456789012')),
      ),
    },
    ...[
      'arn:aws:ecs:us-east-1:123456789012:*',
      'arn:aws:ecs:*:123456789012:*',
      'arn:*:*:*:123456789012:*',
    ].map((arn) => ({
      name: `the declared service for sources of this account: ${arn} (I6)`,
      artifacts: trusts(assume({ Service: TASKS }, when('ArnLike', 'aws:SourceArn', arn))),
    })),
    {
      name: 'the declared service for one source of this account, such as it names',
      subject: roleSubject({ trust: ['events.amazonaws.com'] }) as never,
      artifacts: trusts(
        assume(
          { Service: 'events.amazonaws.com' },
          when('ArnEquals', 'aws:SourceArn', 'arn:aws:events:us-east-1:123456789012:rule/orders'),
        ),
      ),
    },
    {
      name: 'the declared account with an external id',
      ...twoDeclared,
      artifacts: trusts(tasks, account(when('StringEquals', 'sts:ExternalId', 'x-123'))),
    },
    {
      name: 'another service is denied',
      artifacts: trusts(tasks, { ...assume({ Service: 'ec2.amazonaws.com' }), Effect: 'Deny' }),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { trusts: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'everyone',
      artifacts: trusts(tasks, assume('*')),
      message: EVERYONE,
      details: ['Everyone is trusted.'],
    },
    {
      name: 'everyone in AWS, though with an external id (I7)',
      artifacts: trusts(
        tasks,
        assume({ AWS: '*' }, when('StringEquals', 'sts:ExternalId', 'x-123')),
      ),
      message: EVERYONE,
    },
    {
      name: 'everyone but one account (I3)',
      artifacts: trusts(tasks, {
        Effect: 'Allow',
        NotPrincipal: { AWS: FOREIGN },
        Action: 'sts:AssumeRole',
      }),
      message: EVERYONE,
      details: ['Everyone is trusted but those whom a statement names.'],
    },
    {
      name: 'another service beside the declared one',
      artifacts: trusts(assume({ Service: [TASKS, 'lambda.amazonaws.com'] })),
      message: UNDECLARED,
      details: ['lambda.amazonaws.com is trusted and not declared.'],
    },
    {
      name: 'this account, which is not declared',
      artifacts: trusts(tasks, assume({ AWS: '123456789012' })),
      message: UNDECLARED,
      details: ['123456789012 is trusted and not declared.'],
    },
    {
      name: 'an account that is not declared, though with an external id',
      artifacts: trusts(tasks, account(when('StringEquals', 'sts:ExternalId', 'x-123'))),
      message: UNDECLARED,
    },
    {
      name: 'an identity provider',
      artifacts: trusts(tasks, {
        ...assume({ Federated: 'accounts.google.com' }),
        Action: 'sts:AssumeRoleWithWebIdentity',
      }),
      message: UNDECLARED,
    },
    {
      name: 'an identity that was deleted',
      artifacts: trusts(tasks, assume({ AWS: 'AROAEXAMPLE' })),
      message: UNDECLARED,
    },
    {
      name: 'the declared account without a condition',
      ...twoDeclared,
      artifacts: trusts(tasks, account()),
      message: UNCONFINED,
      details: [
        `arn:aws:iam::${FOREIGN}:root is trusted without an external id or an organization.`,
      ],
    },
    {
      name: 'the declared account with any external id (I7)',
      ...twoDeclared,
      artifacts: trusts(tasks, account(when('StringLike', 'sts:ExternalId', '*'))),
      message: UNCONFINED,
    },
    {
      name: 'the declared account with an external id if there is one (I7)',
      ...twoDeclared,
      artifacts: trusts(tasks, account(when('StringEqualsIfExists', 'sts:ExternalId', 'x-123'))),
      message: UNCONFINED,
    },
    {
      name: 'nobody',
      artifacts: trusts(),
      message: MISSING,
      details: [`${TASKS} is declared and cannot assume the role.`],
    },
    {
      name: 'the declared service for another account',
      artifacts: trusts(
        assume({ Service: TASKS }, when('StringEquals', 'aws:SourceAccount', FOREIGN)),
      ),
      message: MISSING,
    },
    {
      name: 'the declared service for a source of another account',
      artifacts: trusts(
        assume(
          { Service: TASKS },
          when('ArnLike', 'aws:SourceArn', `arn:aws:ecs:eu-west-1:${FOREIGN}:*`),
        ),
      ),
      message: MISSING,
      details: [`${TASKS} is declared and cannot assume the role.`],
    },
    {
      name: 'the declared service for a source that is no pattern, though it has a wildcard (I7)',
      artifacts: trusts(
        assume(
          { Service: TASKS },
          when('StringEquals', 'aws:SourceArn', 'arn:aws:ecs:us-east-1:123456789012:*'),
        ),
      ),
      message: MISSING,
    },
    {
      name: 'the declared service is denied again',
      artifacts: trusts(tasks, { ...tasks, Effect: 'Deny' }),
      message: MISSING,
    },
    {
      name: 'the declared service may do something else',
      artifacts: trusts(assume({ Service: TASKS }, { Action: 'sts:AssumeRoleWithSAML' })),
      message: MISSING,
    },
    {
      name: 'the declared account is missing',
      ...twoDeclared,
      artifacts: trusts(tasks),
      message: MISSING,
      details: [`${FOREIGN} is declared and cannot assume the role.`],
    },
  ],
  unknown: [
    ...[
      when('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:eu-west-1:123456789012:*'),
      when('ArnLike', 'aws:SourceArn', 'arn:aws:ecs:us-east-1:123456789012:cluster/main'),
      when('ArnLike', 'aws:SourceArn', 'arn:aws:events:us-east-1:123456789012:rule/orders'),
      when('Bool', 'aws:MultiFactorAuthPresent', 'true'),
      when('StringEquals', 'sts:ExternalId', 'x-123'),
    ].map((more) => ({
      name: `the declared service under a condition: ${JSON.stringify(more.Condition)}`,
      artifacts: trusts(assume({ Service: TASKS }, more)),
      message: CONDITIONAL,
    })),
    {
      name: 'the declared account with an external id, and what only a request can tell',
      ...twoDeclared,
      artifacts: trusts(
        tasks,
        account({
          Condition: {
            StringEquals: { 'sts:ExternalId': 'x-123' },
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
          },
        }),
      ),
      message: CONDITIONAL,
    },
    {
      name: 'no JSON',
      artifacts: raw('<html>'),
      message: 'The trust policy cannot be read.',
    },
    {
      name: 'a misspelt element (I2)',
      artifacts: trusts({ Effect: 'Allow', principal: '*', Action: 'sts:AssumeRole' }),
      message: 'The trust policy cannot be read.',
    },
    {
      name: 'a denial that depends on the request',
      artifacts: trusts(tasks, {
        ...assume('*', when('StringNotEquals', 'aws:SourceArn', 'arn:aws:ecs:us-east-1:*')),
        Effect: 'Deny',
      }),
      message: 'A statement may deny the role to a principal that the spec declares.',
    },
    {
      name: 'a denial of an account',
      ...twoDeclared,
      artifacts: trusts(tasks, account(when('StringEquals', 'sts:ExternalId', 'x-123')), {
        ...account(),
        Effect: 'Deny',
      }),
      message: 'A statement may deny the role to a principal that the spec declares.',
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
