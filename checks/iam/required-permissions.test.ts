import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, managed, roleArtifact, roleSubject } from './testing/fixtures.ts';
import check from './required-permissions.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:tasks';
const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:app/jwt-??????';
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const subject = {
  ...roleSubject({
    allow: [
      { actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'], resources: [QUEUE] },
      { actions: ['secretsmanager:GetSecretValue'], resources: [SECRET] },
    ],
  }),
};
const reading = {
  subject: roleSubject({
    allow: [{ actions: ['s3:Get*'], resources: ['arn:aws:s3:::bucket/*'] }],
  }) as never,
};
const queue = allow(['sqs:SendMessage', 'sqs:ReceiveMessage'], QUEUE);
const secret = allow('secretsmanager:GetSecretValue', SECRET);
const REFUSED = 'The role is not allowed what it needs.';

testCheck(check, subject, {
  pass: [
    {
      name: 'as declared, in two policies (I3)',
      artifacts: roleArtifact([
        inline(queue),
        managed('arn:aws:iam::123456789012:policy/secret', secret),
      ]),
    },
    {
      name: 'more than declared, in another case (I2)',
      artifacts: roleArtifact([inline(allow('SQS:*'), allow('secretsmanager:get*'))]),
    },
    {
      name: 'all actions of the declared pattern',
      ...reading,
      artifacts: roleArtifact([inline(allow('s3:*'), deny('s3:PutObject'))]),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'no policy',
      artifacts: roleArtifact([]),
      message: REFUSED,
      details: [
        `Not allowed: sqs:SendMessage on ${QUEUE}.`,
        `Not allowed: sqs:ReceiveMessage on ${QUEUE}.`,
        `Not allowed: secretsmanager:GetSecretValue on ${SECRET}.`,
      ],
    },
    {
      name: 'one secret of all that may be declared',
      artifacts: roleArtifact([
        inline(queue, allow('secretsmanager:GetSecretValue', SECRET.replace('??????', 'AbCdEf'))),
      ]),
      message: REFUSED,
    },
    {
      name: 'denied by another policy',
      artifacts: roleArtifact([inline(queue, secret, deny('sqs:Send*'))]),
      message: REFUSED,
      details: [`Not allowed: sqs:SendMessage on ${QUEUE}.`],
    },
    {
      name: 'outside of the boundary',
      artifacts: roleArtifact([inline(queue, secret)], [allow('sqs:*')]),
      message: REFUSED,
    },
    {
      name: 'one action of the declared pattern is denied',
      ...reading,
      artifacts: roleArtifact([inline(allow('s3:*'), deny('s3:GetObject'))]),
      message: REFUSED,
      details: ['Not allowed: s3:Get* on arn:aws:s3:::bucket/*.'],
    },
  ],
  unknown: [
    {
      name: 'allowed under a condition of the request',
      artifacts: roleArtifact([inline(allow('*', '*', MFA))]),
      message: 'The role is allowed what it needs only under conditions of the request.',
    },
    {
      name: 'a policy that cannot be read (I1)',
      artifacts: roleArtifact([{ name: 'inline', arn: null, document: '<html>' }]),
      message: 'A policy of the role cannot be read.',
    },
  ],
  error: [
    {
      name: 'one of the policies is denied',
      artifacts: { roles: { 'worker-task': denied('iam:GetRolePolicy') } },
      message: 'AWS denied iam:GetRolePolicy.',
    },
  ],
});
