import { denied, testCheck } from '../../core/testing/test-check.ts';
import { allow, deny } from './policy/testing/roles.ts';
import { inline, managed, roleArtifact, roleSubject } from './testing/fixtures.ts';
import check from './forbidden-permissions.ts';

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const subject = {
  ...roleSubject({
    deny: [{ actions: ['iam:PassRole', 'rds:DeleteDBCluster'], resources: ['*'] }],
  }),
};
const patterns = (actions: readonly string[]) => ({
  subject: roleSubject({ deny: [{ actions: [...actions], resources: ['*'] }] }) as never,
});
const ALLOWED = 'The role is allowed what the spec forbids.';

testCheck(check, subject, {
  pass: [
    { name: 'nothing of it', artifacts: roleArtifact([inline(allow('sqs:*'))]) },
    {
      name: 'everything, and it is denied (I3)',
      artifacts: roleArtifact([
        inline(allow('*')),
        managed('arn:aws:iam::123456789012:policy/deny', deny(['iam:*', 'rds:Delete*'])),
      ]),
    },
    {
      name: 'everything, within a boundary',
      artifacts: roleArtifact([inline(allow('*'))], [allow('sqs:*')]),
    },
    {
      name: 'no action of a forbidden pattern',
      ...patterns(['iam:*', 's3:Delete*']),
      artifacts: roleArtifact([inline(allow(['s3:Get*', 's3:DeleteObject']), deny('s3:Delete*'))]),
    },
  ],
  fail: [
    {
      name: 'absent from IAM',
      artifacts: { roles: { 'worker-task': null } },
      message: 'The role does not exist.',
    },
    {
      name: 'one of them on one resource',
      artifacts: roleArtifact([inline(allow('iam:PassRole', 'arn:aws:iam::123456789012:role/x'))]),
      message: ALLOWED,
      details: ['Allowed: iam:PassRole on *.'],
    },
    {
      name: 'by a wildcard in another case (I2)',
      artifacts: roleArtifact([inline(allow('RDS:delete*'))]),
      message: ALLOWED,
      details: ['Allowed: rds:DeleteDBCluster on *.'],
    },
    {
      name: 'by all but another action (I3)',
      artifacts: roleArtifact([inline({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })]),
      message: ALLOWED,
    },
    {
      name: 'under a condition',
      artifacts: roleArtifact([inline(allow('iam:*', '*', MFA))]),
      message: ALLOWED,
      details: ['Allowed under a condition that a request can fulfil: iam:PassRole on *.'],
    },
    {
      name: 'denied on some resources alone',
      artifacts: roleArtifact([
        inline(allow('iam:PassRole'), deny('iam:PassRole', 'arn:aws:iam::*:role/admin')),
      ]),
      message: ALLOWED,
    },
    {
      name: 'an action of a forbidden pattern',
      ...patterns(['iam:*']),
      artifacts: roleArtifact([inline(allow('iam:CreateUser'))]),
      message: ALLOWED,
      details: ['Allowed: iam:* on *.'],
    },
    {
      name: 'a pattern that has actions of the forbidden one',
      ...patterns(['s3:Delete*']),
      artifacts: roleArtifact([inline(allow('s3:*Object'), deny('s3:DeleteBucket'))]),
      message: ALLOWED,
      details: ['Allowed: s3:Delete* on *.'],
    },
  ],
  unknown: [
    {
      name: 'what is forbidden is misspelt',
      ...patterns(['s3:Delete*', 'iam:PasRole']),
      artifacts: roleArtifact([inline(allow('sqs:*'))]),
      message:
        'AWS is not known to have the action iam:PasRole, so that to be without it says nothing.',
    },
    {
      name: 'a pattern of what is forbidden stands for nothing',
      ...patterns(['rds:Destroy*']),
      artifacts: roleArtifact([inline(allow('sqs:*'))]),
      message:
        'AWS is not known to have the action rds:Destroy*, so that to be without it says nothing.',
    },
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
