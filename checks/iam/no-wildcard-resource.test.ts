import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, managed, roleArtifact, roleSubject } from './testing/fixtures.ts';
import check from './no-wildcard-resource.ts';

const ALL = 'A statement allows an action on all resources.';

testCheck(check, roleSubject(), {
  pass: [
    {
      name: 'named resources',
      artifacts: roleArtifact([
        inline(allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:tasks')),
      ]),
    },
    {
      name: 'the token of ECR, which has no resource (I5)',
      artifacts: roleArtifact([inline(allow('ecr:GetAuthorizationToken'))]),
    },
    { name: 'a denial of everything', artifacts: roleArtifact([inline(deny('*'))]) },
    { name: 'no policy', artifacts: roleArtifact([]) },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'two actions of two policies',
      artifacts: roleArtifact([
        inline(allow(['sqs:SendMessage', 'sqs:GetQueueUrl'])),
        managed('arn:aws:iam::123456789012:policy/tables', allow('dynamodb:PutItem')),
      ]),
      message: ALL,
      details: [
        'inline allows sqs:sendmessage on all resources.',
        'tables allows dynamodb:putitem on all resources.',
      ],
    },
    {
      name: 'allowed on all, and denied again',
      artifacts: roleArtifact([
        inline(allow('sqs:SendMessage'), deny('sqs:*', 'arn:aws:sqs:*:*:private')),
      ]),
      message: ALL,
    },
  ],
  unknown: [
    {
      name: 'a policy that cannot be read (I1)',
      artifacts: roleArtifact([{ name: 'inline', arn: null, document: '{' }]),
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetPolicy') } },
      message: 'AWS denied iam:GetPolicy.',
    },
  ],
});
