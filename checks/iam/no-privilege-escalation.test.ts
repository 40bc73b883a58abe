import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-privilege-escalation.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, managed, roleArtifact, roleSubject } from './testing/fixtures.ts';

const ESCALATES = 'The role can get more permissions than it was given.';
const EXECUTION = 'arn:aws:iam::123456789012:role/worker-execution';
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const subject = { ...roleSubject(), harmless: ['worker-task', 'worker-execution'] };
const CDK = 'arn:aws:iam::123456789012:role/cdk-*';
const deploying = roleArtifact([inline(allow('sts:AssumeRole', CDK))]);
const declaring = (...actions: string[]) =>
  roleSubject({ allow: [{ actions, resources: [CDK] }] }) as never;
const both = allow(['iam:PassRole', 'ecs:RunTask']);

testCheck(check, subject, {
  pass: [
    {
      name: 'what the service needs, by name',
      artifacts: roleArtifact([
        inline(allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:tasks')),
      ]),
    },
    {
      name: 'passing its own execution role and no other (I4)',
      artifacts: roleArtifact([inline(allow('iam:PassRole', EXECUTION), allow('ecs:RunTask'))]),
    },
    {
      name: 'passing to another service than the one it can use (I4)',
      artifacts: roleArtifact([
        inline(
          allow('iam:PassRole', '*', {
            Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
          }),
          allow('ecs:RunTask'),
        ),
      ]),
    },
    {
      name: 'keys scoped by a user name, which a role has not (I4)',
      artifacts: roleArtifact([
        inline(allow('iam:CreateAccessKey', 'arn:aws:iam::*:user/${aws:username}')),
      ]),
    },
    {
      name: 'roles of the CDK, which the spec declares',
      subject: declaring('sts:TagSession', 'STS:AssumeRole'),
      artifacts: deploying,
    },
    {
      name: 'one half denied in another policy (I3)',
      artifacts: roleArtifact([
        inline(both),
        managed('arn:aws:iam::123456789012:policy/deny', deny('iam:PassRole')),
      ]),
    },
    {
      name: 'one half outside of the boundary (I3)',
      artifacts: roleArtifact([inline(both)], [allow('ecs:*')]),
    },
  ],
  fail: [
    {
      name: 'roles of the CDK, which the spec does not declare',
      artifacts: deploying,
      message: ESCALATES,
      details: [
        'To be allowed sts:AssumeRole is to be given the permissions of every role that a wildcard means and that trusts the account.',
      ],
    },
    {
      name: 'roles of the CDK, for which the spec declares another action',
      subject: declaring('sts:TagSession', 'sts:*'),
      artifacts: deploying,
      message: ESCALATES,
    },
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'one half in each of two policies (I3)',
      artifacts: roleArtifact([
        inline(allow('iam:PassRole')),
        managed('arn:aws:iam::123456789012:policy/run', allow('ecs:RunTask')),
      ]),
      message: ESCALATES,
      details: [
        'To be allowed iam:PassRole, ecs:RunTask is to be given the permissions of whatever role is passed.',
      ],
    },
    {
      name: 'passing a role that the spec does not declare (I4)',
      artifacts: roleArtifact([
        inline(allow('iam:PassRole', 'arn:aws:iam::123456789012:role/admin'), allow('ecs:RunTask')),
      ]),
      message: ESCALATES,
    },
    {
      name: 'a policy for a role, under a condition (I3)',
      artifacts: roleArtifact([inline(allow('iam:PutRolePolicy', '*', MFA))]),
      message: ESCALATES,
      details: [
        'To be allowed iam:PutRolePolicy is to be given any policy for a role, under a condition that a request can fulfil.',
      ],
    },
    {
      name: 'a shell in a running task',
      artifacts: roleArtifact([inline(allow('ecs:ExecuteCommand'))]),
      message: ESCALATES,
    },
    {
      name: 'a denial that depends on the request',
      artifacts: roleArtifact([
        inline(allow('iam:AttachRolePolicy'), deny('iam:AttachRolePolicy', '*', MFA)),
      ]),
      message: ESCALATES,
    },
  ],
  unknown: [
    {
      name: 'a policy with a misspelt element (I2)',
      artifacts: roleArtifact([inline({ Effect: 'Allow', action: 'iam:PassRole', Resource: '*' })]),
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetPolicyVersion') } },
      message: 'AWS denied iam:GetPolicyVersion.',
    },
  ],
});
