import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-admin.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, managed, roleArtifact, roleSubject } from './testing/fixtures.ts';

const EVERYTHING = 'The role may do everything.';
const ATTACHED = 'A policy for administrators is attached to the role.';
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;

testCheck(check, roleSubject(), {
  pass: [
    {
      name: 'what the service needs, by name',
      artifacts: roleArtifact([
        inline(allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:tasks')),
      ]),
    },
    { name: 'no policy at all', artifacts: roleArtifact([]) },
    {
      name: 'a policy of its own that is called AdministratorAccess',
      artifacts: roleArtifact([
        managed('arn:aws:iam::123456789012:policy/AdministratorAccess', allow('sqs:SendMessage')),
      ]),
    },
    {
      name: 'everything, within a boundary of one service (I3)',
      artifacts: roleArtifact([inline(allow('*'))], [allow('s3:GetObject')]),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'AdministratorAccess',
      artifacts: roleArtifact([managed(aws('AdministratorAccess'), allow('*'))]),
      message: ATTACHED,
      details: ['AdministratorAccess is attached.'],
    },
    {
      name: 'PowerUserAccess and IAMFullAccess, whatever is in them',
      artifacts: roleArtifact([managed(aws('PowerUserAccess')), managed(aws('IAMFullAccess'))]),
      message: ATTACHED,
      details: ['PowerUserAccess is attached.', 'IAMFullAccess is attached.'],
    },
    {
      name: 'AdministratorAccess within a boundary',
      artifacts: roleArtifact([managed(aws('AdministratorAccess'), allow('*'))], [allow('s3:*')]),
      message: ATTACHED,
    },
    {
      name: 'AdministratorAccess beside a policy that cannot be read',
      artifacts: roleArtifact([
        managed(aws('AdministratorAccess'), allow('*')),
        { name: 'inline', arn: null, document: '{' },
      ]),
      message: ATTACHED,
    },
    {
      name: '*:* in an inline policy (I3)',
      artifacts: roleArtifact([inline(allow('*:*'))]),
      message: EVERYTHING,
      details: ['The policies together allow everything on everything.'],
    },
    {
      name: 'all but an action that does not exist (I3)',
      artifacts: roleArtifact([inline({ Effect: 'Allow', NotAction: 'none:Such', Resource: '*' })]),
      message: EVERYTHING,
    },
    {
      name: 'half of everything in each of two policies (I3)',
      artifacts: roleArtifact([
        inline({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
        managed('arn:aws:iam::123456789012:policy/half', allow('s3:*')),
      ]),
      message: EVERYTHING,
    },
    {
      name: 'everything under a condition (I3)',
      artifacts: roleArtifact([inline(allow('*', '*', MFA))]),
      message: EVERYTHING,
      details: [
        'The policies together allow everything on everything under a condition that a request can fulfil.',
      ],
    },
    {
      name: 'everything, and a denial that depends on the request',
      artifacts: roleArtifact([inline(allow('*'), deny('*', '*', MFA))]),
      message: EVERYTHING,
    },
    {
      name: 'all of IAM, in another case (I2)',
      artifacts: roleArtifact([inline(allow('IAM:*'))]),
      message: 'The role may do everything in IAM.',
      details: ['The policies together allow everything in IAM.'],
    },
  ],
  unknown: [
    {
      name: 'a policy that is no JSON (I1)',
      artifacts: roleArtifact([{ name: 'inline', arn: null, document: '<html>' }]),
      message: 'A policy of the role cannot be read.',
    },
    {
      name: 'a boundary that cannot be read',
      artifacts: roleArtifact([inline(allow('*'))], [{ Effect: 'allow' }]),
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
