import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-negative-allow.ts';
import { allow, documentText, ROLE, type RawStatement } from './policy/testing/roles.ts';
import { inline, roleArtifact, roleSubject } from './testing/fixtures.ts';

const NEGATIVE = 'A statement allows everything but what it names.';
const tasks = {
  Effect: 'Allow',
  Principal: { Service: 'ecs-tasks.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const trusts = (statement: RawStatement = tasks) => ({
  trusts: { 'worker-task': { arn: ROLE, document: documentText([statement]) } },
});
const needed = inline(allow('sqs:SendMessage'));

testCheck(check, roleSubject(), {
  pass: [
    { name: 'what is meant', artifacts: { ...roleArtifact([needed]), ...trusts() } },
    {
      name: 'a denial by exception',
      artifacts: {
        ...roleArtifact([
          inline({ Effect: 'Deny', NotAction: 's3:*', NotResource: 'arn:aws:s3:::b' }),
        ]),
        ...trusts(),
      },
    },
    {
      name: 'a boundary by exception, which allows nothing',
      artifacts: {
        ...roleArtifact([needed], [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]),
        ...trusts(),
      },
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null }, trusts: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'all actions but one (I3)',
      artifacts: {
        ...roleArtifact([inline({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })]),
        ...trusts(),
      },
      message: NEGATIVE,
      details: ['inline allows all actions but some.'],
    },
    {
      name: 'all resources but one, under a condition',
      artifacts: {
        ...roleArtifact([
          inline({
            Effect: 'Allow',
            Action: 's3:GetObject',
            NotResource: 'arn:aws:s3:::b/*',
            Condition: { Bool: { 'aws:SecureTransport': 'true' } },
          }),
        ]),
        ...trusts(),
      },
      message: NEGATIVE,
      details: ['inline allows all resources but some.'],
    },
    {
      name: 'everyone but one is trusted',
      artifacts: {
        ...roleArtifact([needed]),
        ...trusts({
          Effect: 'Allow',
          NotPrincipal: { AWS: '111122223333' },
          Action: 'sts:AssumeRole',
        }),
      },
      message: NEGATIVE,
      details: ['The trust policy trusts everyone but some.'],
    },
    {
      name: 'a trust of all actions but one',
      artifacts: {
        ...roleArtifact([needed]),
        ...trusts({
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          NotAction: 'sts:TagSession',
        }),
      },
      message: NEGATIVE,
      details: ['The trust policy allows all actions but some.'],
    },
  ],
  unknown: [
    {
      name: 'a policy that cannot be read',
      artifacts: {
        ...roleArtifact([{ name: 'inline', arn: null, document: '{' }]),
        ...trusts(),
      },
      message: 'A policy of the role cannot be read.',
    },
    {
      name: 'a trust policy that cannot be read',
      artifacts: {
        ...roleArtifact([needed]),
        trusts: { 'worker-task': { arn: ROLE, document: '{' } },
      },
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetPolicy') }, ...trusts() },
      message: 'AWS denied iam:GetPolicy.',
    },
  ],
});
